using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Voxmark.Gateway.People.SignIn;

internal static class ApiTokenSecret
{
    /// <summary>256 random bits; the beginning lets scanners of source code recognise a leaked one.</summary>
    public static string New() => $"vx_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    /// <summary>A plain hash is enough: unlike a password, nobody can guess 256 bits.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
