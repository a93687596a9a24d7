// made by: corskit generate aspnet (policy f71acd60f5c7c848)
// modelled: made from the documentation, not run against the real server by corskit
// note: exceptions of the app keep the headers, as long as UseCors stands before UseExceptionHandler and UseAuthentication

using Microsoft.AspNetCore.Cors.Infrastructure;

/// <summary>builder.Services.AddCors(CorskitPolicy.Add); app.UseCors(CorskitPolicy.Name), before UseAuthentication.</summary>
public static class CorskitPolicy
{
    public const string Name = "corskit";

    public static void Add(CorsOptions options) => options.AddPolicy(Name, policy => policy
        .AllowAnyOrigin()
        .WithMethods("GET", "HEAD", "POST", "PUT")
        .WithHeaders("content-type")
        .WithExposedHeaders("*"));
}
