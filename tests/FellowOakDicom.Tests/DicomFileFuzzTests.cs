using System.Globalization;
using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.Imaging.Codec;
using FellowOakDicom.IO.Buffer;
using Voxmark.FellowOakDicom.Tests.Imaging.Codec;
using Voxmark.Tests;
using static Voxmark.FellowOakDicom.Tests.Part10;

namespace Voxmark.FellowOakDicom.Tests;

/// <summary>
/// Damaged files: every mutation is read, shown, decoded and written again, or refused with a DicomException.
/// VOXMARK_FUZZ_MUTATIONS sets how many (default 3,000), VOXMARK_FUZZ_SEED which.
/// </summary>
public sealed class DicomFileFuzzTests
{
    private static readonly int Mutations = Setting("VOXMARK_FUZZ_MUTATIONS", 3_000);
    private static readonly int Seed = Setting("VOXMARK_FUZZ_SEED", 20_260);

    /// <summary>Far more than any of the small files needs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    [Fact]
    public Task Open_WhenFileIsDamaged_ThrowsNothingButDicomExceptions() => UseDamagedAsync(Phantoms());

    /// <summary>The same on what real programs wrote. Large files cost much and show little more.</summary>
    [SharedDataFact]
    public async Task Open_WhenRealFileIsDamaged_ThrowsNothingButDicomExceptions()
    {
        const int largest = 40_000;
        var files = Directory.EnumerateFiles(SharedData.PathOf("zoo"), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Where(path => new FileInfo(path).Length is > 0 and <= largest).Select(System.IO.File.ReadAllBytes).ToArray();
        await UseDamagedAsync(files);
    }

    private static async Task UseDamagedAsync(byte[][] files)
    {
        var random = new Random(Seed);
        for (var i = 0; i < Mutations; i++)
        {
            var mutated = Mutate(files[i % files.Length], random);
            try
            {
                await Task.Run(() => UseAll(mutated)).WaitAsync(Hang);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Mutation {i} of seed {Seed}", exception);
            }
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;

    private static void UseAll(byte[] bytes)
    {
        try
        {
            var file = DicomFile.Open(new MemoryStream(bytes), bytes.Length % 2 == 0 ? FileReadOption.Default : FileReadOption.ReadAll);
            Show(file.Dataset);
            Decode(file.Dataset);
            new DicomFile(file.Dataset).Save(Stream.Null);
        }
        catch (DicomException)
        {
            // A refusal is what a damaged file deserves.
        }
    }

    private static void Show(DicomDataset dataset)
    {
        foreach (var item in dataset)
        {
            _ = item.ToString();
            dataset.TryGetString(item.Tag, out _);
            dataset.TryGetValues<double>(item.Tag, out _);
            foreach (var nested in item is DicomSequence sequence ? sequence.Items : [])
            {
                Show(nested);
            }
        }
    }

    private static void Decode(DicomDataset dataset)
    {
        if (!dataset.Contains(DicomTag.PixelData))
        {
            return;
        }

        var frames = Math.Min(DicomPixelData.Create(dataset).NumberOfFrames, 3);
        var transcoder = new DicomTranscoder(dataset.InternalTransferSyntax, DicomTransferSyntax.ExplicitVRLittleEndian);
        for (var frame = 0; frame < frames; frame++)
        {
            _ = transcoder.DecodeFrame(dataset, frame).Data;
        }
    }

    /// <summary>Bit flips, lengths that lie, cuts, and pieces moved elsewhere; one to four of them.</summary>
    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        for (var left = random.Next(1, 5); left > 0 && bytes.Length > 8; left--)
        {
            // Most of the structure is in the first part, compressed pixels are in the last.
            var position = Math.Min(bytes.Length - 5, random.Next(3) switch
            {
                0 => random.Next(bytes.Length),
                1 => 128 + random.Next(600),
                _ => Math.Max(0, bytes.Length - 5 - random.Next(160)),
            });
            switch (random.Next(7))
            {
                case 0 or 1:
                    bytes[position] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes[position] = (byte)random.Next(256);
                    break;
                case 3:
                    uint[] lies = [0, 1, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, Undefined, (uint)bytes.Length];
                    BitConverter.TryWriteBytes(bytes.AsSpan(position, 4), lies[random.Next(lies.Length)]);
                    break;
                case 4:
                    bytes = bytes[..position];
                    break;
                case 5:
                    var from = random.Next(bytes.Length - 4);
                    var count = Math.Min(random.Next(1, 64), bytes.Length - Math.Max(from, position));
                    bytes.AsSpan(from, count).ToArray().CopyTo(bytes, position);
                    break;
                default:
                    bytes = [.. bytes[..position], .. bytes[(position / 2)..]];
                    break;
            }
        }

        return bytes;
    }

    /// <summary>One small image for each way of writing one.</summary>
    private static byte[][] Phantoms()
    {
        var pixels = new byte[16 * 16 * 2];
        new Random(1).NextBytes(pixels);
        byte[][] native = [.. new[] { ImplicitLittle, ExplicitLittle, ExplicitBig, Deflated }
            .Select(syntax => Image(syntax, 16, 16, 16, new DicomOtherWord(DicomTag.PixelData, new MemoryByteBuffer(pixels))))];
        return
        [
            .. native,
            Image("1.2.840.10008.1.2.5", 16, 16, 16, Fragments(Rle(pixels))),
            Image("1.2.840.10008.1.2.4.70", 2, 2, 8, Fragments(JpegLossless())),
            Image("1.2.840.10008.1.2.4.57", 2, 2, 8, Fragments(JpegLossless())),
            Image("1.2.840.10008.1.2.4.50", 8, 8, 8, Fragments(JpegDecoderTests.Baseline(1, 0b0101_0000))),
            Image("1.2.840.10008.1.2.4.80", 4, 4, 8, Fragments(JpegDecoderTests.JpegLs)),
            Image("1.2.840.10008.1.2.4.81", 4, 4, 8, Fragments(JpegDecoderTests.JpegLs)),
        ];
    }

    private static byte[] Image(string syntax, ushort rows, ushort columns, ushort bits, DicomItem pixelData)
    {
        var nested = new DicomDataset()
            .Add(DicomTag.ReferencedSOPClassUID, DicomUID.CTImageStorage)
            .Add(new DicomSequence(DicomTag.PurposeOfReferenceCodeSequence, new DicomDataset().Add(DicomTag.CodeValue, "1")));
        var dataset = new DicomDataset(DicomTransferSyntax.Parse(syntax))
            .Add(DicomTag.SpecificCharacterSet, "", "ISO 2022 IR 149", "ISO 2022 IR 87")
            .Add(DicomTag.SOPClassUID, DicomUID.CTImageStorage).Add(DicomTag.SOPInstanceUID, "1.2.3.4")
            .Add(DicomTag.PatientName, "Hong^Gildong=洪^吉洞=홍^길동").Add(DicomTag.StudyDate, "20240131")
            .Add(new DicomSequence(DicomTag.ReferencedImageSequence, nested, new DicomDataset()))
            .Add(DicomVR.FD, new DicomTag(0x0029, 0x10, "ACME"), 1.5, 2.5)
            .Add(DicomTag.SamplesPerPixel, (ushort)1).Add(DicomTag.PhotometricInterpretation, "MONOCHROME2")
            .Add(DicomTag.NumberOfFrames, 1).Add(DicomTag.Rows, rows).Add(DicomTag.Columns, columns)
            .Add(DicomTag.PixelSpacing, 0.5m, 0.5m)
            .Add(DicomTag.BitsAllocated, bits).Add(DicomTag.BitsStored, bits).Add(DicomTag.HighBit, (ushort)(bits - 1))
            .Add(DicomTag.PixelRepresentation, (ushort)0).Add(pixelData);
        using var stream = new MemoryStream();
        new DicomFile(dataset).Save(stream);
        return stream.ToArray();
    }

    private static DicomOtherByteFragment Fragments(params byte[][] frames)
    {
        var fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        foreach (var frame in frames)
        {
            fragments.Fragments.Add(new MemoryByteBuffer(frame));
        }

        return fragments;
    }

    /// <summary>Literals only: high bytes, then low bytes.</summary>
    private static byte[] Rle(byte[] words)
    {
        byte[] Segment(int first) => [.. words.Where((_, i) => i % 2 == first).Chunk(128)
            .SelectMany(chunk => (byte[])[(byte)(chunk.Length - 1), .. chunk])];
        var (high, low) = (Segment(1), Segment(0));
        return Join(UInt32(2), UInt32(64), UInt32((uint)(64 + high.Length)), new byte[52], high, low);
    }

    /// <summary>2 x 2 pixels: 129, 131, 128, 128 (see DicomTranscoderTests).</summary>
    private static byte[] JpegLossless() =>
    [
        0xff, 0xd8, 0xff, 0xc3, 0, 11, 8, 0, 2, 0, 2, 1, 1, 0x11, 0,
        0xff, 0xc4, 0, 22, 0x00, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2,
        0xff, 0xda, 0, 8, 1, 1, 0x00, 1, 0, 0, 0b1011_1010, 0b1000_1111, 0xff, 0xd9,
    ];
}
