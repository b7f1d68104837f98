using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Voxmark.ServiceDefaults;

public static class EmptyQueryValues
{
    /// <summary><c>?revision=</c> means the same as no revision at all, as scripts and forms expect; binding would
    /// refuse the empty text as no number. Names stay what they were: in whatever case, as everywhere in queries.</summary>
    public static IApplicationBuilder UseEmptyQueryValuesAsAbsent(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Query.Any(parameter => parameter.Value.Any(string.IsNullOrEmpty)))
        {
            context.Request.Query = new QueryCollection(context.Request.Query
                .Select(parameter => (parameter.Key, Value: WithoutEmpty(parameter.Value)))
                .Where(parameter => parameter.Value.Count > 0)
                .ToDictionary(parameter => parameter.Key, parameter => parameter.Value, StringComparer.OrdinalIgnoreCase));
        }

        return next(context);
    });

    private static StringValues WithoutEmpty(StringValues values) =>
        new([.. values.Where(value => !string.IsNullOrEmpty(value))]);
}
