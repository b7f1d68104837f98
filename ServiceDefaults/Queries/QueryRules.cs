using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.ServiceDefaults.Queries;

/// <summary>What holds for the query of every address.</summary>
public static class QueryRules
{
    /// <summary>
    /// Control characters are refused: no text has them, and databases and files choke on some. An empty value means the
    /// same as none (<c>?revision=</c>), as scripts and forms expect; binding would refuse the empty text as no number.
    /// </summary>
    public static IApplicationBuilder UseQueryRules(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var query = context.Request.Query;
        if (query.Any(parameter => HasControls(parameter.Key) || parameter.Value.Any(HasControls)))
            return Problem.Invalid("control-characters", "The address holds a character that no text has.").ExecuteAsync(context);
        if (query.Any(parameter => parameter.Value.Any(string.IsNullOrEmpty)))
        {
            context.Request.Query = new QueryCollection(query
                .Select(parameter => (parameter.Key, Value: WithoutEmpty(parameter.Value)))
                .Where(parameter => parameter.Value.Count > 0)
                .ToDictionary(parameter => parameter.Key, parameter => parameter.Value, StringComparer.OrdinalIgnoreCase));
        }

        return next(context);
    });

    private static StringValues WithoutEmpty(StringValues values) => new([.. values.Where(value => !string.IsNullOrEmpty(value))]);

    private static bool HasControls(string? text) => text is not null && text.Any(char.IsControl);
}
