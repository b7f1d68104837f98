using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Voxmark.ServiceDefaults;

public static class EmptyQueryValues
{
    /// <summary><c>?revision=</c> means the same as no revision at all, as scripts and forms expect; binding would
    /// refuse the empty text as no number.</summary>
    public static IApplicationBuilder UseEmptyQueryValuesAsAbsent(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Query.Any(parameter => string.IsNullOrEmpty(parameter.Value)))
        {
            context.Request.Query = new QueryCollection(context.Request.Query
                .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
                .ToDictionary(parameter => parameter.Key, parameter => parameter.Value));
        }

        return next(context);
    });
}
