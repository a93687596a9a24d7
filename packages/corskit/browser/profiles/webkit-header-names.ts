/**
 * Header names that WebKit knows, by lower case: Source/WebCore/platform/network/HTTPHeaderNames.in. WebKit prints them
 * in this spelling, however script wrote them, and stores them apart from the others.
 */
export const WEBKIT_HEADER_NAMES: ReadonlyMap<string, string> = new Map(
  [
    'Accept,Accept-Language,Accept-Ranges,Age,Authorization,Cache-Control,Content-Disposition,Content-Encoding,Content-Language',
    'Content-Location,Content-Range,Content-Security-Policy,Content-Type,ETag,Icy-MetaInt,Icy-Metadata,If-Match,If-Modified-Since',
    'If-None-Match,If-Range,If-Unmodified-Since,Last-Event-ID,Link,Location,Ping-From,Ping-To,Pragma,Range,Refresh,Server-Timing',
    'Service-Worker,SourceMap,Upgrade-Insecure-Requests,User-Agent,Vary,X-Frame-Options,X-SourceMap,X-Temp-Tablet,X-XSS-Protection',
  ]
    .join()
    .split(',')
    .map((name) => [name.toLowerCase(), name]),
)
