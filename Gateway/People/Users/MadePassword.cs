using System.Security.Cryptography;

namespace Voxmark.Gateway.People.Users;

internal static class MadePassword
{
    // No 0 O 1 l I: it is read out over a telephone.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>Four groups of four, 80 random bits.</summary>
    public static string New() =>
        string.Join('-', RandomNumberGenerator.GetString(Letters, 16).Chunk(4).Select(group => new string(group)));
}
