using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Voxmark.DemoStudies;

internal static class DemoUid
{
    /// <summary>Raise it when the same study gets other images: an installation that has the old ones keeps both.</summary>
    private const string Edition = "voxmark-demo-1";

    /// <summary>The same name has the same UID everywhere, so that nothing comes twice: 2.25 and a version 8 UUID
    /// (PS3.5 annex B.2).</summary>
    public static string Of(string name)
    {
        var uuid = SHA256.HashData(Encoding.UTF8.GetBytes($"{Edition}/{name}"))[..16];
        uuid[6] = (byte)(uuid[6] & 0x0f | 0x80);
        uuid[8] = (byte)(uuid[8] & 0x3f | 0x80);
        return $"2.25.{new BigInteger(uuid, isUnsigned: true, isBigEndian: true)}";
    }
}
