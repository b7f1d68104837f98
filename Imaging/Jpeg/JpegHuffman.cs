namespace Voxmark.Imaging.Jpeg;

/// <summary>A Huffman code as JPEG declares it: how many codes there are of each length, and what they stand for.</summary>
internal sealed class JpegHuffman
{
    private JpegHuffman(byte[] counts, byte[] symbols)
    {
        (Counts, Symbols) = (counts, symbols);
        var (code, at) = (0, 0);
        for (var length = 1; length <= counts.Length; length++, code <<= 1)
            for (var i = 0; i < counts[length - 1]; i++)
                Codes[symbols[at++]] = (code++, length);
    }

    /// <summary>ITU-T T.81 table K.3.</summary>
    public static JpegHuffman Dc { get; } = new([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);

    /// <summary>ITU-T T.81 table K.5.</summary>
    public static JpegHuffman Ac { get; } = new(
        [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
        Convert.FromHexString(
            "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a"
            + "434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aa"
            + "b2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa"));

    /// <summary>By length, 1 to 16.</summary>
    public byte[] Counts { get; }

    public byte[] Symbols { get; }

    public (int Code, int Length)[] Codes { get; } = new (int, int)[256];
}
