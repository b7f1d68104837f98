#nullable disable
namespace FellowOakDicom.Network.Tls;

/// <summary>TLS for a server; not supported.</summary>
public interface ITlsAcceptor
{
    Stream AcceptTls(Stream encryptedStream, string remoteAddress, int localPort);
}
