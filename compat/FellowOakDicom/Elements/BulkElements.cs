#nullable disable
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom;

/// <summary>Other Byte (OB).</summary>
public class DicomOtherByte : DicomValueElement<byte>
{
    public DicomOtherByte(DicomTag tag, params byte[] values)
        : base(tag, values)
    {
    }

    public DicomOtherByte(DicomTag tag, IByteBuffer data)
        : base(tag, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.OB;

    /// <summary>Numbers wider than a byte are read from the bytes as they lie, little endian.</summary>
    public override T Get<T>(int item = -1)
    {
        var index = Math.Max(item, 0);
        if (typeof(T) == typeof(short))
        {
            return (T)(object)Numbers<short>()[index];
        }

        if (typeof(T) == typeof(ushort))
        {
            return (T)(object)Numbers<ushort>()[index];
        }

        if (typeof(T) == typeof(int))
        {
            return (T)(object)Numbers<int>()[index];
        }

        if (typeof(T) == typeof(uint))
        {
            return (T)(object)Numbers<uint>()[index];
        }

        return typeof(T) == typeof(short[]) ? (T)(object)Numbers<short>().ToArray()
            : typeof(T) == typeof(ushort[]) ? (T)(object)Numbers<ushort>().ToArray()
            : typeof(T) == typeof(int[]) ? (T)(object)Numbers<int>().ToArray()
            : typeof(T) == typeof(uint[]) ? (T)(object)Numbers<uint>().ToArray()
            : typeof(T) == typeof(float[]) ? (T)(object)Numbers<float>().ToArray()
            : typeof(T) == typeof(double[]) ? (T)(object)Numbers<double>().ToArray()
            : base.Get<T>(item);
    }

    protected override void ValidateVM()
    {
        // A stream of numbers is one value, however long.
    }
}

/// <summary>Unknown (UN).</summary>
public class DicomUnknown : DicomOtherByte
{
    public DicomUnknown(DicomTag tag, params byte[] values)
        : base(tag, values)
    {
    }

    public DicomUnknown(DicomTag tag, IByteBuffer data)
        : base(tag, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.UN;
}

/// <summary>Other Word (OW).</summary>
public class DicomOtherWord : DicomValueElement<ushort>
{
    public DicomOtherWord(DicomTag tag, params ushort[] values)
        : base(tag, values)
    {
    }

    public DicomOtherWord(DicomTag tag, IByteBuffer data)
        : base(tag, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.OW;

    protected override void ValidateVM()
    {
        // A stream of numbers is one value, however long.
    }
}

/// <summary>Other Long (OL).</summary>
public class DicomOtherLong : DicomValueElement<uint>
{
    public DicomOtherLong(DicomTag tag, params uint[] values)
        : base(tag, values)
    {
    }

    public DicomOtherLong(DicomTag tag, IByteBuffer data)
        : base(tag, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.OL;

    protected override void ValidateVM()
    {
        // A stream of numbers is one value, however long.
    }
}

/// <summary>Other Very Long (OV).</summary>
public class DicomOtherVeryLong : DicomValueElement<ulong>
{
    public DicomOtherVeryLong(DicomTag tag, params ulong[] values)
        : base(tag, values)
    {
    }

    public DicomOtherVeryLong(DicomTag tag, IByteBuffer data)
        : base(tag, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.OV;

    protected override void ValidateVM()
    {
        // A stream of numbers is one value, however long.
    }
}

/// <summary>Other Float (OF).</summary>
public class DicomOtherFloat : DicomValueElement<float>
{
    public DicomOtherFloat(DicomTag tag, params float[] values)
        : base(tag, values)
    {
    }

    public DicomOtherFloat(DicomTag tag, IByteBuffer data)
        : base(tag, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.OF;

    protected override void ValidateVM()
    {
        // A stream of numbers is one value, however long.
    }
}

/// <summary>Other Double (OD).</summary>
public class DicomOtherDouble : DicomValueElement<double>
{
    public DicomOtherDouble(DicomTag tag, params double[] values)
        : base(tag, values)
    {
    }

    public DicomOtherDouble(DicomTag tag, IByteBuffer data)
        : base(tag, data)
    {
    }

    public override DicomVR ValueRepresentation => DicomVR.OD;

    protected override void ValidateVM()
    {
        // A stream of numbers is one value, however long.
    }
}
