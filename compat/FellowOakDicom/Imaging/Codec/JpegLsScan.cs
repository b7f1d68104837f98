using System.Runtime.CompilerServices;

namespace FellowOakDicom.Imaging.Codec;

/// <summary>
/// One scan of a JPEG-LS image (ITU-T T.87 annex A). Each sample is predicted from its neighbours, and the error coded
/// in a context of the gradients around it; where there are none, runs of equal samples are counted.
/// </summary>
/// <param name="samples">The frame's samples that the scan holds.</param>
/// <param name="isBySample">Samples of a pixel follow each other, rather than lines of one sample.</param>
internal sealed class JpegLsScan(JpegLsParameters parameters, FrameLayout layout, int[] samples, bool isBySample)
{
    private const int RegularContexts = 365;

    /// <summary>Bits of a run's length, by how well runs have gone so far (A.2.1).</summary>
    private static readonly byte[] RunBits =
    [
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ];

    private readonly int _near = parameters.Near;
    private readonly int _maximum = parameters.MaximumValue;
    private readonly int _step = parameters.Step;
    private readonly int _range = parameters.Range;
    private readonly int _longest = parameters.LongestCode;
    private readonly int _errorBits = parameters.ErrorBits;
    private readonly JpegLsContext[] _contexts = JpegLsContext.Array(RegularContexts + 2, parameters.Range);

    // For each sample the line above and the current one, each with one place before it and one behind.
    private readonly int[][] _above = Array.ConvertAll(samples, _ => new int[layout.Columns + 2]);
    private readonly int[][] _line = Array.ConvertAll(samples, _ => new int[layout.Columns + 2]);
    private readonly int[] _runIndices = new int[samples.Length];

    public void Decode(ref JpegLsBits bits, Span<byte> frame)
    {
        for (var row = 0; row < layout.Rows; row++)
        {
            for (var i = 0; i < samples.Length; i++)
            {
                (_above[i], _line[i]) = (_line[i], _above[i]);
                _line[i][0] = _above[i][1];
                _above[i][^1] = _above[i][^2];
            }

            if (isBySample)
            {
                DecodePixels(ref bits);
            }
            else
            {
                for (var i = 0; i < samples.Length; i++)
                {
                    DecodeLine(ref bits, i);
                }
            }

            for (var i = 0; i < samples.Length; i++)
            {
                Store(_line[i].AsSpan(1, layout.Columns), frame, layout.Offset(row * layout.Columns, samples[i]));
            }
        }
    }

    private void DecodeLine(ref JpegLsBits bits, int sample)
    {
        var (above, line) = (_above[sample], _line[sample]);
        var i = 1;
        while (i <= layout.Columns)
        {
            var context = Context(above, line, i);
            if (context != 0)
            {
                line[i] = DecodeRegular(ref bits, context, line[i - 1], above[i], above[i - 1]);
                i++;
                continue;
            }

            var end = i + ReadRun(ref bits, layout.Columns + 1 - i, ref _runIndices[sample]);
            line.AsSpan(i, end - i).Fill(line[i - 1]);
            i = end;
            if (i <= layout.Columns)
            {
                line[i] = DecodeInterruption(ref bits, line[i - 1], above[i], _runIndices[sample], mayBeEqual: true);
                _runIndices[sample] = Math.Max(0, _runIndices[sample] - 1);
                i++;
            }
        }
    }

    /// <summary>A line of pixels whose samples follow each other; runs are of pixels.</summary>
    private void DecodePixels(ref JpegLsBits bits)
    {
        Span<int> contexts = stackalloc int[samples.Length];
        var i = 1;
        while (i <= layout.Columns)
        {
            var isFlat = true;
            for (var sample = 0; sample < samples.Length; sample++)
            {
                contexts[sample] = Context(_above[sample], _line[sample], i);
                isFlat &= contexts[sample] == 0;
            }

            if (isFlat)
            {
                var end = i + ReadRun(ref bits, layout.Columns + 1 - i, ref _runIndices[0]);
                foreach (var line in _line)
                {
                    line.AsSpan(i, end - i).Fill(line[i - 1]);
                }

                i = end;
                if (i > layout.Columns)
                {
                    return;
                }
            }

            for (var sample = 0; sample < samples.Length; sample++)
            {
                var (above, line) = (_above[sample], _line[sample]);
                line[i] = isFlat
                    ? DecodeInterruption(ref bits, line[i - 1], above[i], _runIndices[0], mayBeEqual: false)
                    : DecodeRegular(ref bits, contexts[sample], line[i - 1], above[i], above[i - 1]);
            }

            _runIndices[0] = isFlat ? Math.Max(0, _runIndices[0] - 1) : _runIndices[0];
            i++;
        }
    }

    /// <summary>Signed number of the context (A.3); 0 where nothing changes around the sample.</summary>
    private int Context(int[] above, int[] line, int i) =>
        (81 * Quantize(above[i + 1] - above[i])) + (9 * Quantize(above[i] - above[i - 1]))
        + Quantize(above[i - 1] - line[i - 1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Quantize(int gradient)
    {
        var size = Math.Abs(gradient);
        var (one, two, three) = parameters.Thresholds;
        var level = size <= _near ? 0 : size < one ? 1 : size < two ? 2 : size < three ? 3 : 4;
        return gradient < 0 ? -level : level;
    }

    private int DecodeRegular(ref JpegLsBits bits, int number, int left, int above, int aboveLeft)
    {
        var sign = number < 0 ? -1 : 1;
        ref var context = ref _contexts[Math.Abs(number)];
        var predicted = aboveLeft >= Math.Max(left, above) ? Math.Min(left, above)
            : aboveLeft <= Math.Min(left, above) ? Math.Max(left, above)
            : left + above - aboveLeft;
        predicted = Math.Clamp(predicted + (sign * context.Correction), 0, _maximum);
        var k = context.GolombParameter(context.Magnitude);
        var mapped = bits.ReadGolomb(k, _longest - _errorBits - 1, _errorBits);
        var error = (mapped & 1) == 0 ? mapped >> 1 : -((mapped + 1) >> 1);
        if (k == 0 && _near == 0 && 2 * context.Bias <= -context.Count)
        {
            error = ~error;   // Such a context expects errors below zero (A.5.2).
        }

        context.Update(error, _step, parameters.Reset);
        return Reconstruct(predicted, sign * error * _step);
    }

    /// <summary>The sample that ends a run (A.7.2).</summary>
    /// <param name="mayBeEqual">The neighbours may be equal, which is a context of its own; not with whole pixels.</param>
    private int DecodeInterruption(ref JpegLsBits bits, int left, int above, int runIndex, bool mayBeEqual)
    {
        var type = mayBeEqual && Math.Abs(left - above) <= _near ? 1 : 0;
        ref var context = ref _contexts[RegularContexts + type];
        var k = context.GolombParameter(context.Magnitude + (type == 1 ? context.Count >> 1 : 0));
        var mapped = bits.ReadGolomb(k, _longest - RunBits[runIndex] - 1 - _errorBits - 1, _errorBits);
        var isOdd = ((mapped + type) & 1) == 1;
        var error = (mapped + type + 1) >> 1;
        if ((k != 0 || 2 * context.Negatives >= context.Count) == isOdd)
        {
            error = -error;
        }

        context.UpdateRun(error, (mapped + 1 - type) >> 1, parameters.Reset);
        return type == 1
            ? Reconstruct(left, error * _step)
            : Reconstruct(above, (left > above ? -error : error) * _step);
    }

    private static int ReadRun(ref JpegLsBits bits, int most, ref int runIndex)
    {
        var length = 0;
        while (bits.Read(1) == 1)
        {
            var whole = 1 << RunBits[runIndex];
            if (whole > most - length)
            {
                return most;
            }

            length += whole;
            runIndex = Math.Min(31, runIndex + 1);
            if (length == most)
            {
                return most;
            }
        }

        length += bits.Read(RunBits[runIndex]);
        return length <= most ? length : throw new DicomCodecException("The JPEG-LS image has a run beyond its line");
    }

    private int Reconstruct(int predicted, int error)
    {
        var value = predicted + error;
        if (value < -_near)
        {
            value += _range * _step;
        }
        else if (value > _maximum + _near)
        {
            value -= _range * _step;
        }

        return Math.Clamp(value, 0, _maximum);
    }

    private void Store(ReadOnlySpan<int> line, Span<byte> frame, int position)
    {
        foreach (var value in line)
        {
            frame[position] = (byte)value;
            if (layout.BytesPerSample > 1)
            {
                frame[position + 1] = (byte)(value >> 8);
            }

            position += layout.PixelStride;
        }
    }
}
