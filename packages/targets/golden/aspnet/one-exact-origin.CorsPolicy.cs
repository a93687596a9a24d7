// made by: corskit generate aspnet (policy 0c6ce90a07720e5c)
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
    };

    private static bool IsAllowed(string origin) => Exact.Contains(origin);

    public static void Add(CorsOptions options) => options.AddPolicy(Name, policy => policy
        .SetIsOriginAllowed(IsAllowed)
        .WithMethods("GET", "HEAD", "POST"));
}
