// made by: corskit generate aspnet (policy 6917e8cb78014bb9)
// modelled: made from the documentation, not run against the real server by corskit
// note: exceptions of the app keep the headers, as long as UseCors stands before UseExceptionHandler and UseAuthentication

using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Cors.Infrastructure;

/// <summary>builder.Services.AddCors(CorskitPolicy.Add); app.UseCors(CorskitPolicy.Name), before UseAuthentication.</summary>
public static class CorskitPolicy
{
    public const string Name = "corskit";

    private static readonly HashSet<string> Exact = new(StringComparer.Ordinal)
    {
        "https://app.example.com",
    };

    private static readonly Regex[] Patterns =
    {
        new("\\A(?:https://(?:[a-z0-9_-]+\\.)+example\\.com)\\z", RegexOptions.CultureInvariant),
        new("\\A(?:http://localhost(?::[1-9][0-9]{0,4})?)\\z", RegexOptions.CultureInvariant),
    };

    private static bool IsAllowed(string origin) => Exact.Contains(origin) || Array.Exists(Patterns, pattern => pattern.IsMatch(origin));

    public static void Add(CorsOptions options) => options.AddPolicy(Name, policy => policy
        .SetIsOriginAllowed(IsAllowed)
        .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
        .WithHeaders("content-type", "authorization")
        .WithExposedHeaders("etag")
        .AllowCredentials()
        .SetPreflightMaxAge(TimeSpan.FromSeconds(600)));
}
