// made by: corskit generate aspnet (policy c2d018b9aa52ca23)
// modelled: made from the documentation, not run against the real server by corskit
// note: exceptions of the app keep the headers, as long as UseCors stands before UseExceptionHandler and UseAuthentication

using Microsoft.AspNetCore.Cors.Infrastructure;

/// <summary>builder.Services.AddCors(CorskitPolicy.Add); app.UseCors(CorskitPolicy.Name), before UseAuthentication.</summary>
public static class CorskitPolicy
{
    public const string Name = "corskit";

    private static readonly HashSet<string> Exact = new(StringComparer.Ordinal)
    {
        "https://app.example.com",
        "https://admin.example.com:8443",
        "http://localhost:5173",
    };

    private static bool IsAllowed(string origin) => Exact.Contains(origin);

    public static void Add(CorsOptions options) => options.AddPolicy(Name, policy => policy
        .SetIsOriginAllowed(IsAllowed)
        .WithMethods("GET", "HEAD", "POST", "PUT", "DELETE")
        .WithHeaders("content-type", "x-request-id")
        .WithExposedHeaders("etag", "x-total")
        .SetPreflightMaxAge(TimeSpan.FromSeconds(7200)));
}
