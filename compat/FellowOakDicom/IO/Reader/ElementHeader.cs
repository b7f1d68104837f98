namespace FellowOakDicom.IO.Reader;

/// <summary>What stands before a value.</summary>
/// <param name="Number">Group and element.</param>
/// <param name="VR">Null in implicit VR, and where an explicit one is missing.</param>
/// <param name="Length">Bytes, or <see cref="Undefined"/>.</param>
internal readonly record struct ElementHeader(uint Number, DicomVR? VR, uint Length)
{
    public const uint Undefined = 0xffffffff;
    public const uint Item = 0xfffee000;
    public const uint ItemDelimitation = 0xfffee00d;
    public const uint SequenceDelimitation = 0xfffee0dd;
    public const uint PixelData = 0x7fe00010;

    public bool IsDelimiter => Number >> 16 == 0xfffe;

    public ushort Group => (ushort)(Number >> 16);

    public ushort Element => (ushort)Number;

    public bool IsPrivate => (Group & 1) != 0;
}
