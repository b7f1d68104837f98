using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Masks;
using Voxmark.Imaging.Volumes;

namespace Voxmark.LabelingService.Tests.Assist;

/// <summary>
/// A tool's request with what its parameters' types, names and ranges allow: mostly what fits the series, now and then what
/// lies at or beyond its ends, or at those of numbers.
/// </summary>
internal sealed class RandomRequests(int seed) : Random(seed)
{
    /// <summary>Wider ranges are asked for up to here only: a tolerance of 5,000 HU or an island of a square metre is all or
    /// nothing.</summary>
    private const double Widest = 300;

    private static readonly int[] s_integers =
        [-1, 0, 1, 255, 65_535, 65_536, int.MaxValue - 1, int.MaxValue, int.MinValue, int.MinValue + 1];

    private static readonly double[] s_numbers =
    [
        -1, 0, 1e-300, 1e300, -1e300, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    public VolumeHeader Series { get; set; } = null!;

    private bool Rarely => Next(24) == 0;

    public TRequest Of<TRequest>()
    {
        var constructor = typeof(TRequest).GetConstructors().Single();
        return (TRequest)constructor.Invoke([.. constructor.GetParameters().Select(Argument<TRequest>)]);
    }

    private object? Argument<TRequest>(ParameterInfo parameter)
    {
        var range = typeof(TRequest).GetProperty(parameter.Name!)!.GetCustomAttribute<RangeAttribute>();
        return (parameter.ParameterType, parameter.Name) switch
        {
            (var type, "SeriesInstanceUid") when type == typeof(string) => "",
            (var type, "VolumeId") when type == typeof(string) => null,
            (var type, "FirstSlice") when type == typeof(int) => Bool() ? Slice() : Int(0, 0),
            (var type, "LastSlice") when type == typeof(int) => Bool() ? Slice() : Int(Series.Slices - 1, Series.Slices - 1),
            (var type, "Slice" or "FromSlice" or "ToSlice") when type == typeof(int) => Slice(),
            (var type, "Column") when type == typeof(int) => Int(0, Series.Columns - 1),
            (var type, "Row") when type == typeof(int) => Int(0, Series.Rows - 1),
            (var type, _) when type == typeof(int) && range is not null => Int((int)range.Minimum, Math.Min((int)range.Maximum, 3)),
            (var type, _) when type == typeof(int?) => Value(),
            (var type, _) when type == typeof(double) && range is not null => Double(range),
            (var type, _) when type == typeof(double?) => Bool() ? null : range is null ? Double(-200, 300) : Double(range),
            (var type, _) when type == typeof(bool) => Bool(),
            (var type, _) when type == typeof(PixelRectangle) => parameter.HasDefaultValue && Bool() ? null : Rectangle(),
            (var type, _) when type == typeof(double[]) => Lasso(),
            (var type, _) when type == typeof(byte[]) => Map(1),
            (var type, _) when type.IsAssignableFrom(typeof(LabelledSlice[])) => Maps(3),
            (var type, _) when type.IsAssignableFrom(typeof(Stroke[])) => Strokes(),
            (var type, _) when type.IsAssignableFrom(typeof(SeedSegment[])) => Segments(),
            _ => throw new NotSupportedException($"Nobody has said what {typeof(TRequest).Name}.{parameter.Name} is at random."),
        };
    }

    private bool Bool() => Next(2) == 0;

    private int Int(int least, int most) => Rarely ? s_integers[Next(s_integers.Length)] : Next(least, most + 1);

    private double Double(RangeAttribute range) =>
        Double((double)range.Minimum, Math.Min((double)range.Maximum, (double)range.Minimum + Widest));

    private double Double(double least, double most) =>
        Rarely ? s_numbers[Next(s_numbers.Length)] : least + NextDouble() * NextDouble() * (most - least);

    private int Slice() => Int(0, Series.Slices - 1);

    /// <summary>An end of a range of values.</summary>
    private int? Value() => Bool() ? null : Int(-200, 300);

    private PixelRectangle? Rectangle() => Rarely && Bool() ? null
        : new(Int(-2, Series.Columns), Int(-2, Series.Rows), Int(1, Series.Columns + 2), Int(1, Series.Rows + 2));

    private double[]? Lasso() => Next(3) > 0 ? null : Points(Rarely ? Next(5) : Next(6, 30) / 2 * 2);

    private Stroke[]? Strokes() => Bool() ? null : [.. Enumerable.Range(0, Next(4)).Select(_ =>
        Rarely && Rarely ? null! : new Stroke(Points(Rarely ? Next(4) : 2 * Next(1, 6)), Double(0.1, 8)))];

    private LabelledSlice[]? Maps(int most) => Rarely ? null : [.. Enumerable.Range(0, Series.Slices).Where(_ => Next(4) > 0)
        .Select(k => new LabelledSlice(Rarely ? Slice() : k, Map(most)!))];

    private SeedSegment[]? Segments() => Rarely ? null : [.. Enumerable.Range(1, 3)
        .Select(number => new SeedSegment(Rarely ? Int(0, 4) : number, Bool() ? null : -2000, Value(), Next(4) == 0))];

    /// <summary>A box or noise of labels up to <paramref name="most"/>; now and then none, of another size, or no map.</summary>
    private byte[]? Map(int most)
    {
        if (Rarely && Bool())
            return null;
        var (rows, columns) = Rarely ? (Next(1, 50), Next(1, 50)) : (Series.Rows, Series.Columns);
        var labels = new byte[rows * columns];
        var (left, top, right, bottom) = (Next(columns), Next(rows), Next(columns), Next(rows));
        var isNoise = Next(4) == 0;
        for (var i = 0; i < labels.Length && !Rarely; i++)
        {
            var isInside = i % columns >= left && i % columns <= right && i / columns >= top && i / columns <= bottom;
            labels[i] = isInside || isNoise ? (byte)Next(1, most + 1) : (byte)0;
        }

        var encoded = Mask.Encode(labels, rows, columns).Bytes.ToArray();
        if (Rarely)
            encoded[Next(encoded.Length)] = (byte)Next(256);
        return Rarely ? encoded[..Next(encoded.Length)] : encoded;
    }

    private double[] Points(int numbers) => [.. Enumerable.Range(0, numbers).Select(_ => Next(200) == 0
        ? Double(-100_000, 100_000) : Next(-3, Math.Max(Series.Columns, Series.Rows) + 3) + NextDouble())];
}
