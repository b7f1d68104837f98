namespace Voxmark.Gateway.Tests;

/// <summary>A gateway whose services are all down: the discard port of this machine answers nobody.</summary>
public sealed class LonelyGateway : GatewayFactory
{
    protected override string AddressOfServices => "http://127.0.0.1:9";
}
