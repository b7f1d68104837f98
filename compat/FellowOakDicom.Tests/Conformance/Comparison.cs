using System.Runtime.InteropServices;
using FellowOakDicom;
using FellowOakDicom.Imaging;

namespace Voxmark.FellowOakDicom.Tests.Conformance;

/// <summary>What differs between two readings of a file: one line for each difference, none where they agree.</summary>
internal static class Comparison
{
    /// <summary>Baseline and extended JPEG: the ones whose decoders need not give the same numbers.</summary>
    private static readonly HashSet<string> CosineTransforms = ["1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51"];

    public static IEnumerable<string> Compare(IReadOnlyList<ListedElement> ours, ReferenceReading theirs)
    {
        if (theirs.Error is not null)
            return [theirs.Error];

        var there = theirs.Elements.ToDictionary(element => element.Where);
        var here = ours.ToDictionary(element => element.Where);
        var common = ours.Where(element => there.ContainsKey(element.Where)).ToArray();
        var inTheirOrder = theirs.Elements.Where(element => here.ContainsKey(element.Where)).Select(element => element.Where);
        return
        [
            .. common.Select(element => element.Where).SequenceEqual(inTheirOrder) ? Array.Empty<string>() : ["order"],
            .. ours.Except(common).Select(element => $"{element.Where} {element.Vr} only here"),
            .. theirs.Elements.Where(element => !here.ContainsKey(element.Where))
                .Select(element => $"{element.Where} {element.Vr} only there"),
            .. common.SelectMany(element => Compare(element, there[element.Where])),
        ];
    }

    /// <param name="expected">Null where neither of the others decodes the frames.</param>
    public static IEnumerable<string> ComparePixels(DicomDataset dataset, byte[]? expected)
    {
        byte[] actual;
        try
        {
            actual = Frames.Of(dataset);
        }
        catch (DicomException)
        {
            return [expected is null ? "decoded by nobody" : "decoded only there"];
        }

        if (expected is null)
            return ["decoded only here"];
        if (actual.Length != expected.Length)
            return [$"{actual.Length} bytes for {expected.Length}"];
        var largest = LargestDifference(actual, expected, DicomPixelData.Create(dataset).BitsAllocated == 16);
        return largest > Tolerance(dataset) ? [$"differ by up to {largest}"] : [];
    }

    private static IEnumerable<string> Compare(ListedElement ours, ListedElement theirs)
    {
        if (ours.Vr != theirs.Vr)
            yield return $"{ours.Where} VR {ours.Vr} for {theirs.Vr}";
        else if (theirs.Value.Length > 0 && !IsSame(Plain(ours), Plain(theirs), theirs))
            yield return $"{ours.Where} {ours.Vr} value";

        if (theirs.Digest.Length > 0 && theirs.Digest != (theirs.Vr == "UN" ? ours.DigestAsUnknown : ours.Digest))
            yield return $"{ours.Where} {ours.Vr} bytes";
    }

    /// <summary>Padding of each value, and what a person name leaves out at its end, say nothing.</summary>
    private static string[] Plain(ListedElement element) =>
    [
        .. element.Value.Split('\\').Select(value => value.Trim(' ', '\0'))
            .Select(value => element.Vr == "PN" ? value.TrimEnd('=') : value),
    ];

    /// <summary>Values without a digest were shown in decimal: floating point numbers are then nearly the same.</summary>
    private static bool IsSame(string[] ours, string[] theirs, ListedElement reference)
    {
        if (ours.SequenceEqual(theirs) || reference.Digest.Length > 0 || ours.Length != theirs.Length)
            return ours.SequenceEqual(theirs);

        return reference.Vr switch
        {
            "FL" => ours.Zip(theirs).All(pair => IsNear(Single(pair.First), Single(pair.Second), 1e-6)),
            "FD" => ours.Zip(theirs).All(pair => IsNear(Double(pair.First), Double(pair.Second), 1e-14)),
            _ => false,
        };

        static double Single(string bits) => BitConverter.Int32BitsToSingle(Convert.ToInt32(bits, 16));
        static double Double(string bits) => BitConverter.Int64BitsToDouble(Convert.ToInt64(bits, 16));
        static bool IsNear(double a, double b, double tolerance) => Math.Abs(a - b) <= Math.Abs(a) * tolerance;
    }

    /// <summary>
    /// A cosine transform may be off by one (ITU-T T.83), which becomes up to three when luminance and chrominance become
    /// red, green and blue (1.772, and rounding). Everything else is exact.
    /// </summary>
    private static int Tolerance(DicomDataset dataset) =>
        !CosineTransforms.Contains(dataset.InternalTransferSyntax.UID.UID) ? 0
        : DicomPixelData.Create(dataset).SamplesPerPixel == 1 ? 1 : 3;

    private static int LargestDifference(byte[] actual, byte[] expected, bool isWords)
    {
        if (actual.AsSpan().SequenceEqual(expected))
            return 0;

        return isWords
            ? MemoryMarshal.Cast<byte, ushort>(actual).ToArray()
                .Zip(MemoryMarshal.Cast<byte, ushort>(expected).ToArray(), (a, b) => Math.Abs(a - b)).Max()
            : actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
    }
}
