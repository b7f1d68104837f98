#nullable disable
using FellowOakDicom.IO.Buffer;

namespace FellowOakDicom.Imaging;

/// <summary>
/// The frames of a data set, as they are stored: compressed where <see cref="Syntax"/> is encapsulated. Pixels are
/// row by row from the top left, little endian. Reading is thread-safe where the data set's buffers are.
/// </summary>
public abstract class DicomPixelData
{
    protected DicomPixelData(DicomDataset dataset)
    {
        Dataset = dataset;
        Syntax = dataset.InternalTransferSyntax;
    }

    public DicomDataset Dataset { get; }

    public DicomTransferSyntax Syntax { get; private set; }

    /// <summary>Columns (0028,0011).</summary>
    public ushort Width
    {
        get => Required(DicomTag.Columns);
        set => Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.Columns, value));
    }

    /// <summary>Rows (0028,0010).</summary>
    public ushort Height
    {
        get => Required(DicomTag.Rows);
        set => Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.Rows, value));
    }

    /// <summary>1 where the data set does not say.</summary>
    public int NumberOfFrames
    {
        get => Dataset.GetSingleValueOrDefault(DicomTag.NumberOfFrames, 1);
        set => Dataset.AddOrUpdate(new DicomIntegerString(DicomTag.NumberOfFrames, value));
    }

    public BitDepth BitDepth =>
        new(BitsAllocated, BitsStored, HighBit, PixelRepresentation == PixelRepresentation.Signed);

    public ushort BitsAllocated => Required(DicomTag.BitsAllocated);

    public ushort BitsStored
    {
        get => Required(DicomTag.BitsStored);
        set
        {
            if (value > BitsAllocated)
            {
                throw new DicomImagingException($"Value: {value} > Bits Allocated: {BitsAllocated}");
            }

            Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.BitsStored, value));
        }
    }

    public ushort HighBit
    {
        get => Required(DicomTag.HighBit);
        set
        {
            if (value >= BitsAllocated)
            {
                throw new DicomImagingException($"Value: {value} >= Bits Allocated: {BitsAllocated}");
            }

            Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.HighBit, value));
        }
    }

    /// <summary>1 where the data set does not say.</summary>
    public ushort SamplesPerPixel
    {
        get => Dataset.GetSingleValueOrDefault(DicomTag.SamplesPerPixel, (ushort)1);
        set => Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.SamplesPerPixel, value));
    }

    public PixelRepresentation PixelRepresentation
    {
        get => (PixelRepresentation)Required(DicomTag.PixelRepresentation);
        set => Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.PixelRepresentation, (ushort)value));
    }

    public PlanarConfiguration PlanarConfiguration
    {
        get => Dataset.GetSingleValueOrDefault(DicomTag.PlanarConfiguration, PlanarConfiguration.Interleaved);
        set => Dataset.AddOrUpdate(new DicomUnsignedShort(DicomTag.PlanarConfiguration, (ushort)value));
    }

    /// <summary>Null where the data set does not say, or says something unknown.</summary>
    public PhotometricInterpretation PhotometricInterpretation
    {
        get
        {
            try
            {
                return Dataset.TryGetSingleValue(DicomTag.PhotometricInterpretation, out string value)
                    ? PhotometricInterpretation.Parse(value)
                    : null;
            }
            catch (DicomImagingException)
            {
                return null;
            }
        }
        set => Dataset.AddOrUpdate(new DicomCodeString(DicomTag.PhotometricInterpretation, value.Value));
    }

    /// <summary>The image has been compressed with loss at some time.</summary>
    public bool IsLossy => Dataset.TryGetSingleValue(DicomTag.LossyImageCompression, out string lossy) && lossy == "01";

    public string LossyCompressionMethod => Dataset.GetSingleValue<string>(DicomTag.LossyImageCompressionMethod);

    public decimal LossyCompressionRatio => Dataset.GetSingleValue<decimal>(DicomTag.LossyImageCompressionRatio);

    /// <summary>Whole bytes of a sample.</summary>
    public int BytesAllocated => ((BitsAllocated - 1) / 8) + 1;

    /// <summary>Bytes of an uncompressed frame.</summary>
    /// <exception cref="DicomImagingException">A frame of that size cannot be held in memory.</exception>
    public int UncompressedFrameSize
    {
        get
        {
            var pixels = (long)Width * Height;
            if (BitsAllocated == 1)
            {
                return (int)((pixels + 7) / 8);
            }

            // Chrominance of every second pixel: pairs of pixels take four samples, and an odd last one takes two.
            var isHalved = !Syntax.IsEncapsulated && PhotometricInterpretation == PhotometricInterpretation.YbrFull422;
            var samples = isHalved ? (Width + 1L) / 2 * 2 * Height * 2 : pixels * SamplesPerPixel;
            var bytes = samples * BytesAllocated;
            return bytes <= Array.MaxLength
                ? (int)bytes
                : throw new DicomImagingException($"Frames of {bytes} bytes are too large");
        }
    }

    /// <param name="newPixelData">True to put new, empty pixel data into the data set.</param>
    /// <exception cref="DicomImagingException">The data set has no pixel data.</exception>
    public static DicomPixelData Create(DicomDataset dataset, bool newPixelData = false)
    {
        if (newPixelData)
        {
            return CreateNew(dataset);
        }

        return dataset.GetDicomItem<DicomItem>(DicomTag.PixelData) switch
        {
            DicomFragmentSequence fragments => new EncapsulatedPixelData(dataset, fragments),
            DicomElement element => new NativePixelData(dataset, element),
            null => throw new DicomImagingException("DICOM dataset is missing pixel data element."),
            var item => throw new DicomImagingException($"Unexpected pixel data element type: {item.GetType()}"),
        };
    }

    /// <param name="frame">0-based.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such frame.</exception>
    public abstract IByteBuffer GetFrame(int frame);

    /// <summary>Appends a frame to new pixel data.</summary>
    public abstract void AddFrame(IByteBuffer data);

    private protected void CheckFrame(int frame)
    {
        if (frame < 0 || frame >= NumberOfFrames)
        {
            throw new IndexOutOfRangeException("Requested frame out of range!");
        }
    }

    /// <exception cref="DicomDataException">The data set lacks the number, or has something else in its place.</exception>
    private ushort Required(DicomTag tag) => Dataset.TryGetSingleValue(tag, out ushort value)
        ? value
        : throw new DicomDataException($"The data set has no single number in {tag}, which its pixel data needs");

    private static DicomPixelData CreateNew(DicomDataset dataset)
    {
        var syntax = dataset.InternalTransferSyntax;
        var bitsAllocated = dataset.GetSingleValueOrDefault(DicomTag.BitsAllocated, (ushort)0);
        DicomPixelData pixelData;
        if (syntax.IsEncapsulated)
        {
            DicomFragmentSequence fragments = bitsAllocated > 8
                ? new DicomOtherWordFragment(DicomTag.PixelData)
                : new DicomOtherByteFragment(DicomTag.PixelData);
            dataset.AddOrUpdate(fragments);
            pixelData = new EncapsulatedPixelData(dataset, fragments);
        }
        else
        {
            // Words in implicit VR, and wherever a sample needs them (PS3.5 sections A.1 and A.2).
            var frames = new CompositeByteBuffer();
            DicomElement element = bitsAllocated > 8 || !syntax.IsExplicitVR
                ? new DicomOtherWord(DicomTag.PixelData, frames)
                : new DicomOtherByte(DicomTag.PixelData, frames);
            dataset.AddOrUpdate(element);
            pixelData = new NativePixelData(dataset, element);
        }

        pixelData.NumberOfFrames = 0;
        return pixelData;
    }
}
