using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Voxmark.Gateway.Security;

internal static class ForwardedHeadersRegistration
{
    /// <summary>
    /// Behind a TLS proxy, who asks and by which scheme stands in its headers; anybody could write them, so they count
    /// only from this machine and from <c>ForwardedHeaders:KnownProxies</c> (addresses) and <c>:KnownNetworks</c> (CIDR),
    /// one hop.
    /// </summary>
    public static WebApplicationBuilder AddForwardedHeaders(this WebApplicationBuilder builder)
    {
        var trusted = builder.Configuration.GetSection("ForwardedHeaders");
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in trusted.GetSection("KnownProxies").Get<string[]>() ?? [])
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            foreach (var network in trusted.GetSection("KnownNetworks").Get<string[]>() ?? [])
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });
        return builder;
    }
}
