using Microsoft.AspNetCore.Localization;

namespace Voxmark.WebUi.Localization;

internal static class TextRegistration
{
    public const string LanguageCookie = "voxmark-language";

    /// <summary>The language: what was chosen (a cookie), else what the browser asks for, else English.</summary>
    public static WebApplicationBuilder AddTexts(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures = options.SupportedUICultures = [.. Texts.Languages];
            options.DefaultRequestCulture = new RequestCulture(Texts.Languages[0]);
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = LanguageCookie, Options = options },
                new AcceptLanguageHeaderRequestCultureProvider { Options = options },
            ];
        });
        return builder;
    }

    public static void UseTexts(this WebApplication app) => app.UseRequestLocalization();
}
