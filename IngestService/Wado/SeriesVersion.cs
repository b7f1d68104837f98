using System.Security.Cryptography;
using System.Text;

namespace Voxmark.IngestService.Wado;

/// <summary>A name for a set of instances, by their content.</summary>
internal static class SeriesVersion
{
    public static string Of(IEnumerable<string> hashes) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(',', hashes))))[..32];
}
