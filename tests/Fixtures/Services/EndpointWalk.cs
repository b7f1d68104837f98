using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Voxmark.ServiceDefaults.Auditing;
using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.Fixtures.Services;

/// <summary>
/// Knocks at every endpoint that a service has, found in its own routing, as everybody: a new endpoint is walked without
/// anybody thinking of it, and one that declares no policy, or does not say what the audit trail calls it, fails.
/// </summary>
public static partial class EndpointWalk
{
    public const string Key = "a-key-that-only-tests-know-0123456789";

    /// <summary>Who has which policy, as docs/access.md says it; not read from the code under test.</summary>
    private static readonly Dictionary<string, string[]> RolesByPolicy = new()
    {
        ["read"] = ["admin", "annotator", "reviewer", "researcher", "service"],
        ["annotate"] = ["admin", "annotator", "service"],
        ["administer"] = ["admin"],
        ["in-person"] = ["admin", "annotator", "reviewer", "researcher"],
    };

    private static readonly string[] Safe = ["GET", "HEAD", "OPTIONS"];

    /// <summary>What only asks, and what the store itself has recorded by the time of its answer.</summary>
    private static readonly string[] SentToBeRead = ["assist.run", "upload.file"];

    /// <summary>The roles that a service token can carry; the empty text stands for none.</summary>
    public static IReadOnlyList<string> ServiceRoles { get; } = [.. RolesByPolicy["read"], ""];

    /// <param name="anonymous">A client that is not signed in.</param>
    /// <param name="byRole">A client for each role.</param>
    /// <param name="personal">Beginnings of addresses where everybody with a role may change something: their own.</param>
    /// <returns>What is wrong, a line each.</returns>
    public static async Task<IReadOnlyList<string>> FindOpenDoorsAsync(
        IServiceProvider services, HttpClient anonymous, IReadOnlyDictionary<string, HttpClient> byRole, params string[] personal)
    {
        var wrong = new List<string>();
        foreach (var (endpoint, method, address) in Of(services))
        {
            var name = $"{method} {endpoint.RoutePattern.RawText}";
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                continue;
            var policies = endpoint.Metadata.OfType<IAuthorizeData>()
                .Select(data => data.Policy is { Length: > 0 } policy ? policy : "read").Distinct().ToList();
            if (policies.Count == 0)
            {
                wrong.Add($"{name} declares no policy: RequireAuthorization(…) or AllowAnonymous()");
                continue;
            }

            if (!Safe.Contains(method) && policies.All(policy => policy == "read") && !IsIn(personal, address))
                wrong.Add($"{name} changes something and lets everybody do it");
            var allowed = policies.Select(policy => (IEnumerable<string>)RolesByPolicy[policy]).Aggregate(Enumerable.Intersect).ToHashSet();
            if (await StatusAsync(anonymous, method, address) is var status && status != 401)
                wrong.Add($"{name} answers {status} to a stranger");
            foreach (var (role, client) in byRole)
            {
                status = await StatusAsync(client, method, address);
                if (allowed.Contains(role) ? status is 401 or 403 : status != 403)
                    wrong.Add($"{name} answers {status} to '{role}'");
            }
        }

        return wrong;
    }

    /// <summary>Every endpoint with tokens that must not count.</summary>
    public static async Task<IReadOnlyList<string>> FindBelieversAsync(IServiceProvider services, HttpClient client)
    {
        var wrong = new List<string>();
        foreach (var (flaw, token) in BadTokens())
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            foreach (var (endpoint, method, address) in Of(services))
            {
                if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                    continue;
                if (await StatusAsync(client, method, address) is var status && status != 401)
                    wrong.Add($"{method} {endpoint.RoutePattern.RawText} answers {status} to a token that {flaw}");
            }
        }

        return wrong;
    }

    /// <param name="personal">Beginnings of addresses where something is changed that nobody else sees.</param>
    /// <returns>What the audit trail would miss, or show under a name that docs/access.md does not explain, a line each.</returns>
    public static IReadOnlyList<string> FindUnnamed(IServiceProvider services, params string[] personal) =>
        FindUnnamed(services, _ => true, personal);

    /// <inheritdoc cref="FindUnnamed(IServiceProvider, string[])"/>
    /// <param name="isWalked">Leaves out endpoints that are somebody else's.</param>
    public static IReadOnlyList<string> FindUnnamed(IServiceProvider services, Func<Endpoint, bool> isWalked, params string[] personal)
    {
        var (wrong, explained) = (new List<string>(), Explained());
        foreach (var (endpoint, method, address) in Of(services).Where(one => isWalked(one.Endpoint)))
        {
            var name = $"{method} {endpoint.RoutePattern.RawText}";
            var audit = endpoint.Metadata.GetMetadata<AuditAttribute>();
            if (audit is null)
                wrong.Add($"{name} does not say what the audit trail calls it: AuditRead(…), AuditChange(…) or AuditNothing()");
            else if (audit.Action is null)
            {
                if (!Safe.Contains(method) && !IsIn(personal, address))
                    wrong.Add($"{name} changes something and nothing is recorded");
            }
            else if (!explained.Contains(audit.Action))
                wrong.Add($"{name} is called {audit.Action}, which docs/access.md does not explain");
            else if (!Safe.Contains(method) && !audit.IsChange && !SentToBeRead.Contains(audit.Action))
                wrong.Add($"{name} changes something and is recorded as a read");
        }

        return wrong;
    }

    private static bool IsIn(string[] beginnings, string address) =>
        beginnings.Any(beginning => address.StartsWith(beginning, StringComparison.Ordinal));

    private static HashSet<string> Explained([CallerFilePath] string thisFile = "")
    {
        var page = Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "docs", "access.md");
        return [.. Code().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    private static IEnumerable<(string Flaw, string Token)> BadTokens()
    {
        var now = DateTime.UtcNow;
        yield return ("expired", Token(Key, now.AddMinutes(-10), now.AddMinutes(-2)));
        yield return ("is not valid yet", Token(Key, now.AddMinutes(5), now.AddMinutes(10)));
        yield return ("somebody else signed", Token("another-key-of-sufficient-length-0123456789", now, now.AddMinutes(5)));
        yield return ("is for somebody else", Token(Key, now, now.AddMinutes(5), audience: "elsewhere"));
        yield return ("comes from somebody else", Token(Key, now, now.AddMinutes(5), issuer: "elsewhere"));
        yield return ("is signed by another algorithm", Token(Key + Key, now, now.AddMinutes(5), algorithm: SecurityAlgorithms.HmacSha512));
        var unsigned = new JsonWebTokenHandler().CreateToken(
            """{"iss":"voxmark","aud":"voxmark","sub":"1","name":"x","role":"admin","exp":4102444800}""");
        yield return ("nobody signed", unsigned);
    }

    private static string Token(
        string key, DateTime from, DateTime until, string issuer = "voxmark", string audience = "voxmark",
        string algorithm = SecurityAlgorithms.HmacSha256) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer, Audience = audience, IssuedAt = from, NotBefore = from, Expires = until,
            Claims = new Dictionary<string, object> { ["sub"] = "1", ["name"] = "Mallory", ["role"] = Roles.Admin },
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), algorithm),
        });

    private static IEnumerable<(RouteEndpoint Endpoint, string Method, string Address)> Of(IServiceProvider services) =>
        from endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods.Count: > 0 } verbs ? verbs.HttpMethods : ["GET"]
        select (endpoint, method, AddressOf(endpoint.RoutePattern));

    /// <summary>An address that the pattern matches; there is nothing at it.</summary>
    private static string AddressOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => ValueOf(parameter),
            _ => "",
        }))));

    private static string ValueOf(RoutePatternParameterPart parameter)
    {
        var constraints = parameter.ParameterPolicies.Select(policy => policy.Content).ToList();
        return constraints.Contains("guid") ? $"{Guid.Empty}"
            : constraints.Contains("int") ? "0"
            : constraints.Any(constraint => constraint?.StartsWith("range", StringComparison.Ordinal) == true) ? "500"
            : "1.2.3";
    }

    private static async Task<int> StatusAsync(HttpClient client, string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }
}
