using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Voxmark.Imaging.Masks;

/// <summary>
/// One slice's label map in its encoded form (docs/mask-encoding.md): uint8 [Rows, Columns], row-major, 0 = unlabelled.
/// An instance is well formed, and equal maps have equal bytes. Immutable and thread-safe.
/// </summary>
public sealed class Mask
{
    public const string ContentType = "application/vnd.voxmark.mask";

    private const byte Version = 0x01;
    private const int MaxSide = ushort.MaxValue;

    private readonly int _runsAt;
    private string? _hash;

    private Mask(ReadOnlyMemory<byte> bytes, int rows, int columns, int runsAt)
    {
        (Bytes, Rows, Columns, _runsAt) = (bytes, rows, columns, runsAt);
    }

    public int Rows { get; }

    public int Columns { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>SHA-256 of <see cref="Bytes"/>, lower-case hex.</summary>
    public string Hash => _hash ??= Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>The encoded runs, in row-major order, covering the slice.</summary>
    public MaskRuns Runs => new(Bytes.Span[_runsAt..]);

    /// <summary>No pixel carries a label.</summary>
    public bool IsEmpty
    {
        get
        {
            var runs = Runs;
            return runs.MoveNext() && runs.Current.Label == 0 && runs.Current.Length == (long)Rows * Columns;
        }
    }

    /// <param name="labels">Row-major, Rows × Columns long.</param>
    /// <exception cref="ArgumentException">The sides are not 1–65,535, or the length is not their product.</exception>
    public static Mask Encode(ReadOnlySpan<byte> labels, int rows, int columns)
    {
        if (!IsSide(rows) || !IsSide(columns) || labels.Length != (long)rows * columns)
            throw new ArgumentException($"{labels.Length} labels are no map of {rows} rows and {columns} columns.", nameof(labels));

        var output = new ArrayBufferWriter<byte>(256);
        output.Write([Version]);
        Append(output, (uint)columns);
        Append(output, (uint)rows);
        var runsAt = output.WrittenCount;
        while (!labels.IsEmpty)
        {
            var label = labels[0];
            var length = labels.IndexOfAnyExcept(label);
            if (length < 0)
                length = labels.Length;
            output.Write([label]);
            Append(output, (uint)length);
            labels = labels[length..];
        }

        return new Mask(output.WrittenSpan.ToArray(), rows, columns, runsAt);
    }

    /// <summary>
    /// Checks foreign bytes and keeps them as a mask, without a copy and without room for the decoded map: a few bytes
    /// can claim four billion pixels, so compare <see cref="Rows"/> and <see cref="Columns"/> with the series' before
    /// decoding.
    /// </summary>
    /// <param name="problem">A sentence that says what is wrong.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Mask? mask, [NotNullWhen(false)] out string? problem)
    {
        mask = null;
        var source = bytes.Span;
        if (source.IsEmpty || source[0] != Version)
            return Refuse("It is not a mask of version 1.", out problem);

        var position = 1;
        if (!Leb128.TryRead(source, ref position, out var columns) || !Leb128.TryRead(source, ref position, out var rows)
            || !IsSide(columns) || !IsSide(rows))
            return Refuse("Its columns and rows are not numbers from 1 to 65,535.", out problem);

        var runs = new MaskRuns(source[position..]);
        long covered = 0;
        var previous = -1;
        while (runs.MoveNext())
        {
            if (runs.Current.Length == 0)
                return Refuse("A run is empty.", out problem);
            if (runs.Current.Label == previous)
                return Refuse("Two neighbouring runs have the same label.", out problem);
            covered += runs.Current.Length;
            previous = runs.Current.Label;
        }

        if (runs.IsMalformed)
            return Refuse("A run is cut off or its length is written with needless bytes.", out problem);
        if (covered != (long)rows * columns)
            return Refuse("Its runs do not cover the slice exactly.", out problem);

        mask = new Mask(bytes, (int)rows, (int)columns, position);
        problem = null;
        return true;
    }

    /// <summary>The decoded map, row-major, Rows × Columns long.</summary>
    /// <exception cref="OverflowException">The map is larger than an array can be.</exception>
    public byte[] Decode()
    {
        var labels = new byte[checked(Rows * Columns)];
        DecodeTo(labels);
        return labels;
    }

    /// <param name="labels">Row-major, Rows × Columns long; every element is written.</param>
    public void DecodeTo(Span<byte> labels)
    {
        if (labels.Length != (long)Rows * Columns)
            throw new ArgumentException($"The map has {Rows} rows and {Columns} columns.", nameof(labels));
        foreach (var run in Runs)
        {
            labels[..(int)run.Length].Fill(run.Label);
            labels = labels[(int)run.Length..];
        }
    }

    /// <summary>The same map with another number of rows and columns: cut or filled with 0 at the right and below.</summary>
    public Mask Resize(int rows, int columns)
    {
        if (rows == Rows && columns == Columns)
            return this;
        var (from, to) = (Decode(), new byte[checked(rows * columns)]);
        var width = Math.Min(columns, Columns);
        for (var row = 0; row < Math.Min(rows, Rows); row++)
            from.AsSpan(row * Columns, width).CopyTo(to.AsSpan(row * columns));
        return Encode(to, rows, columns);
    }

    private static bool IsSide(long side) => side is >= 1 and <= MaxSide;

    private static bool Refuse(string why, out string problem)
    {
        problem = why;
        return false;
    }

    private static void Append(ArrayBufferWriter<byte> output, uint value) =>
        output.Advance(Leb128.Write(output.GetSpan(Leb128.MaxBytes), value));
}
