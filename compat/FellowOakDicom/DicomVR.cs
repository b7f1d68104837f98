#nullable disable
namespace FellowOakDicom;

/// <summary>Value representation: what kind of value an attribute has and how it is written (PS3.5 section 6.2).</summary>
public sealed class DicomVR
{
    private const byte Zero = 0x00;
    private const byte Space = 0x20;

    private Action<string> _validator;

    private DicomVR()
    {
    }

    public string Code { get; private set; }

    public string Name { get; private set; }

    public bool IsString { get; private set; }

    /// <summary>Written in the data set's Specific Character Set rather than in ASCII.</summary>
    public bool IsStringEncoded { get; private set; }

    /// <summary>Explicit VR writes the length in two bytes.</summary>
    public bool Is16bitLength { get; private set; }

    public bool IsMultiValue { get; private set; }

    /// <summary>Byte that pads a value to even length.</summary>
    public byte PaddingValue { get; private set; }

    /// <summary>Longest single value, in characters or bytes; 0 where there is no limit but the length field's.</summary>
    public uint MaximumLength { get; private set; }

    /// <summary>Bytes of one value of fixed size.</summary>
    public int UnitSize { get; private set; }

    /// <summary>Bytes that change places between the byte orders.</summary>
    public int ByteSwap { get; private set; }

    public Type ValueType { get; private set; }

    /// <summary>The VR's two letters as they stand in a little-endian stream, read as one number.</summary>
    internal ushort Letters => (ushort)(Code[0] | (Code[1] << 8));

    public static readonly DicomVR NONE = new()
    {
        Code = "NONE", Name = "No Value Representation", PaddingValue = Zero, ValueType = typeof(object),
    };

    public static readonly DicomVR AE = Text("AE", "Application Entity", 16, DicomValidation.ValidateAE);
    public static readonly DicomVR AS = Text("AS", "Age String", 4, DicomValidation.ValidateAS);
    public static readonly DicomVR AT = Number<DicomTag>("AT", "Attribute Tag", 4, byteSwap: 2);
    public static readonly DicomVR CS = Text("CS", "Code String", 16, DicomValidation.ValidateCS);
    public static readonly DicomVR DA = Text("DA", "Date", 8, DicomValidation.ValidateDA, typeof(DateTime));
    public static readonly DicomVR DS = Text("DS", "Decimal String", 16, DicomValidation.ValidateDS, typeof(decimal));
    public static readonly DicomVR DT = Text("DT", "Date Time", 26, DicomValidation.ValidateDT, typeof(DateTime));
    public static readonly DicomVR FD = Number<double>("FD", "Floating Point Double", 8);
    public static readonly DicomVR FL = Number<float>("FL", "Floating Point Single", 4);
    public static readonly DicomVR IS = Text("IS", "Integer String", 12, DicomValidation.ValidateIS, typeof(int));
    public static readonly DicomVR LO = Encoded("LO", "Long String", 64, DicomValidation.ValidateLO);
    public static readonly DicomVR LT = Encoded("LT", "Long Text", 10240, DicomValidation.ValidateLT, single: true);
    public static readonly DicomVR OB = Bulk<byte>("OB", "Other Byte", 1);
    public static readonly DicomVR OD = Bulk<double>("OD", "Other Double", 8);
    public static readonly DicomVR OF = Bulk<float>("OF", "Other Float", 4);
    public static readonly DicomVR OL = Bulk<uint>("OL", "Other Long", 4);
    public static readonly DicomVR OV = Bulk<ulong>("OV", "Other Very Long", 8);
    public static readonly DicomVR OW = Bulk<ushort>("OW", "Other Word", 2);
    public static readonly DicomVR PN = Encoded("PN", "Person Name", 64, DicomValidation.ValidatePN);
    public static readonly DicomVR SH = Encoded("SH", "Short String", 16, DicomValidation.ValidateSH);
    public static readonly DicomVR SL = Number<int>("SL", "Signed Long", 4);

    public static readonly DicomVR SQ = new()
    {
        Code = "SQ", Name = "Sequence of Items", PaddingValue = Zero, ValueType = typeof(DicomDataset),
    };

    public static readonly DicomVR SS = Number<short>("SS", "Signed Short", 2);
    public static readonly DicomVR ST = Encoded("ST", "Short Text", 1024, DicomValidation.ValidateST, single: true);
    public static readonly DicomVR SV = Number<long>("SV", "Signed Very Long", 8, longLength: true);
    public static readonly DicomVR TM = Text("TM", "Time", 16, DicomValidation.ValidateTM, typeof(DateTime));
    public static readonly DicomVR UC = Encoded("UC", "Unlimited Characters", 0, null, longLength: true);
    public static readonly DicomVR UI = Text("UI", "Unique Identifier", 64, DicomValidation.ValidateUI, padding: Zero);
    public static readonly DicomVR UL = Number<uint>("UL", "Unsigned Long", 4);
    public static readonly DicomVR UN = Bulk<byte>("UN", "Unknown", 1);

    public static readonly DicomVR UR = new()
    {
        Code = "UR", Name = "Universal Resource Identifier or Locator", IsString = true, PaddingValue = Space,
        UnitSize = 1, ByteSwap = 1, ValueType = typeof(string),
    };

    public static readonly DicomVR US = Number<ushort>("US", "Unsigned Short", 2);
    public static readonly DicomVR UT =
        Encoded("UT", "Unlimited Text", 0, null, single: true, longLength: true);
    public static readonly DicomVR UV = Number<ulong>("UV", "Unsigned Very Long", 8, longLength: true);

    private static readonly Dictionary<string, DicomVR> Codes = new[]
    {
        NONE, AE, AS, AT, CS, DA, DS, DT, FD, FL, IS, LO, LT, OB, OD, OF, OL, OV, OW, PN, SH, SL, SQ, SS, ST, SV, TM,
        UC, UI, UL, UN, UR, US, UT, UV,
    }.ToDictionary(vr => vr.Code, StringComparer.Ordinal);

    /// <summary>Every VR by its letters in a stream, for the reader.</summary>
    private static readonly Dictionary<ushort, DicomVR> ByLetters =
        Codes.Values.Where(vr => vr != NONE).ToDictionary(vr => vr.Letters);

    /// <exception cref="DicomDataException">There is no such VR.</exception>
    public static DicomVR Parse(string vr) =>
        TryParse(vr, out var result) ? result : throw new DicomDataException($"Unknown VR: '{vr}'");

    /// <param name="vr">Two capital letters.</param>
    /// <param name="result">The VR, or <see cref="NONE"/> where there is no such VR.</param>
    public static bool TryParse(string vr, out DicomVR result)
    {
        if (vr is not null && Codes.TryGetValue(vr, out result))
        {
            return true;
        }

        result = NONE;
        return false;
    }

    internal static bool TryFind(ushort letters, out DicomVR vr) => ByLetters.TryGetValue(letters, out vr);

    /// <exception cref="DicomValidationException">The content is not allowed in a value of this VR.</exception>
    public void ValidateString(string content) => _validator?.Invoke(content);

    public override string ToString() => Code;

    private static DicomVR Text(
        string code, string name, uint longest, Action<string> validator, Type valueType = null, byte padding = Space) =>
        new()
        {
            Code = code, Name = name, IsString = true, Is16bitLength = true, IsMultiValue = true, UnitSize = 1,
            ByteSwap = 1, PaddingValue = padding, MaximumLength = longest, ValueType = valueType ?? typeof(string),
            _validator = validator,
        };

    private static DicomVR Encoded(
        string code, string name, uint longest, Action<string> validator, bool single = false, bool longLength = false) =>
        new()
        {
            Code = code, Name = name, IsString = true, IsStringEncoded = true, Is16bitLength = !longLength,
            IsMultiValue = !single, UnitSize = 1, ByteSwap = 1, PaddingValue = Space, MaximumLength = longest,
            ValueType = typeof(string), _validator = validator,
        };

    private static DicomVR Number<T>(string code, string name, int size, int byteSwap = 0, bool longLength = false) =>
        new()
        {
            Code = code, Name = name, Is16bitLength = !longLength, IsMultiValue = true, UnitSize = size,
            ByteSwap = byteSwap == 0 ? size : byteSwap, PaddingValue = Zero, MaximumLength = (uint)size,
            ValueType = typeof(T),
        };

    private static DicomVR Bulk<T>(string code, string name, int size) =>
        new()
        {
            Code = code, Name = name, IsMultiValue = true, UnitSize = size, ByteSwap = size, PaddingValue = Zero,
            ValueType = typeof(T),
        };
}
