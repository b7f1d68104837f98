using System.Globalization;
using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.Imaging.Codec;
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
    public Task Open_WhenFileIsDamaged_ThrowsNothingButDicomExceptions() => UseDamagedAsync(Phantoms.All());

    /// <summary>The same on what real programs wrote. Large files cost much and show little more.</summary>
    [SharedDataFact]
    public async Task Open_WhenRealFileIsDamaged_ThrowsNothingButDicomExceptions()
    {
        const int largest = 40_000;
        var files = Directory.EnumerateFiles(SharedData.PathOf("zoo"), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Where(path => new FileInfo(path).Length is > 0 and <= largest)
            .Select(System.IO.File.ReadAllBytes).ToArray();
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
}
