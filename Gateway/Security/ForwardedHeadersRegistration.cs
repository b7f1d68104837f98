using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Voxmark.Gateway.Security;

internal static class ForwardedHeadersRegistration
{
    /// <summary>
    /// Behind a TLS proxy, who asks and by which scheme stands in its headers; anybody could write them, so they count
    /// only from <c>ForwardedHeaders:KnownProxies</c> (addresses) and <c>:KnownNetworks</c> (CIDR), one hop. Without those
    /// nobody is believed, this machine neither.
    /// </summary>
    public static WebApplicationBuilder AddForwardedHeaders(this WebApplicationBuilder builder)
    {
        var trusted = builder.Configuration.GetSection("ForwardedHeaders");
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in trusted.GetSection("KnownProxies").Get<string[]>() ?? [])
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            foreach (var network in trusted.GetSection("KnownNetworks").Get<string[]>() ?? [])
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
            options.ForwardedHeaders = options.KnownProxies.Count + options.KnownIPNetworks.Count > 0
                ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                : ForwardedHeaders.None; // two empty lists would mean everybody
        });
        return builder;
    }
}
