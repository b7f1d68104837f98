using Microsoft.AspNetCore.Http.Metadata;

namespace Voxmark.Gateway.Security;

internal static class OtherContent
{
    /// <summary>
    /// Lets a body of the wrong content type reach its endpoint, which answers 415. By that metadata the routing would look
    /// for another one first, find that the pages' route is none either, and answer 404.
    /// </summary>
    public static RouteGroupBuilder RefuseOtherContent(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            foreach (var accepts in endpoint.Metadata.OfType<IAcceptsMetadata>().ToList())
                endpoint.Metadata.Remove(accepts);
        });
        return group;
    }
}
