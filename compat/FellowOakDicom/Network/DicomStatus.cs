#nullable disable
using System.Globalization;

namespace FellowOakDicom.Network;

public enum DicomState
{
    Success,
    Cancel,
    Pending,
    Warning,
    Failure,
}

/// <summary>What became of an operation (PS3.7 annex C). Codes whose last digits a service may choose are equal when
/// what is left of them is.</summary>
public class DicomStatus
{
    public static readonly DicomStatus Success = new("0000", DicomState.Success, "Success");
    public static readonly DicomStatus Cancel = new("FE00", DicomState.Cancel, "Cancel");
    public static readonly DicomStatus Pending = new("FF00", DicomState.Pending, "Pending");
    public static readonly DicomStatus Warning = new("0001", DicomState.Warning, "Warning");
    public static readonly DicomStatus WarningClass = new("Bxxx", DicomState.Warning, "Warning Class");
    public static readonly DicomStatus AttributeListError = new("0107", DicomState.Warning, "Attribute list error");
    public static readonly DicomStatus AttributeValueOutOfRange =
        new("0116", DicomState.Warning, "Attribute Value Out of Range");
    public static readonly DicomStatus InvalidAttributeValue = new("0106", DicomState.Failure, "Invalid attribute value");
    public static readonly DicomStatus ProcessingFailure = new("0110", DicomState.Failure, "Processing failure");
    public static readonly DicomStatus DuplicateSOPInstance = new("0111", DicomState.Failure, "Duplicate SOP instance");
    public static readonly DicomStatus NoSuchObjectInstance = new("0112", DicomState.Failure, "No Such object instance");
    public static readonly DicomStatus InvalidArgumentValue = new("0115", DicomState.Failure, "Invalid argument value");
    public static readonly DicomStatus InvalidObjectInstance = new("0117", DicomState.Failure, "Invalid object instance");
    public static readonly DicomStatus NoSuchSOPClass = new("0118", DicomState.Failure, "No Such SOP class");
    public static readonly DicomStatus MissingAttribute = new("0120", DicomState.Failure, "Missing attribute");
    public static readonly DicomStatus MissingAttributeValue = new("0121", DicomState.Failure, "Missing attribute value");
    public static readonly DicomStatus SOPClassNotSupported =
        new("0122", DicomState.Failure, "Refused: SOP class not supported");
    public static readonly DicomStatus DuplicateInvocation = new("0210", DicomState.Failure, "Duplicate invocation");
    public static readonly DicomStatus UnrecognizedOperation = new("0211", DicomState.Failure, "Unrecognized operation");
    public static readonly DicomStatus MistypedArgument = new("0212", DicomState.Failure, "Mistyped argument");
    public static readonly DicomStatus ResourceLimitation = new("0213", DicomState.Failure, "Resource limitation");
    public static readonly DicomStatus StorageStorageOutOfResources =
        new("A7xx", DicomState.Failure, "Refused: Out of Resources");
    public static readonly DicomStatus StorageDataSetDoesNotMatchSOPClassError =
        new("A9xx", DicomState.Failure, "Error: Data Set does not match SOP Class");
    public static readonly DicomStatus StorageCannotUnderstand =
        new("Cxxx", DicomState.Failure, "Error: Cannot understand");
    public static readonly DicomStatus StorageCoercionOfDataElements =
        new("B000", DicomState.Warning, "Coercion of Data Elements");
    public static readonly DicomStatus StorageElementsDiscarded = new("B006", DicomState.Warning, "Elements Discarded");
    public static readonly DicomStatus StorageDataSetDoesNotMatchSOPClassWarning =
        new("B007", DicomState.Warning, "Data Set does not match SOP Class");

    private static readonly DicomStatus[] Known =
    [
        Success, Cancel, Pending, Warning, AttributeListError, AttributeValueOutOfRange, InvalidAttributeValue,
        ProcessingFailure, DuplicateSOPInstance, NoSuchObjectInstance, InvalidArgumentValue, InvalidObjectInstance,
        NoSuchSOPClass, MissingAttribute, MissingAttributeValue, SOPClassNotSupported, DuplicateInvocation,
        UnrecognizedOperation, MistypedArgument, ResourceLimitation, StorageCoercionOfDataElements,
        StorageElementsDiscarded, StorageDataSetDoesNotMatchSOPClassWarning,
        // Those with fewer digits of their own come last.
        StorageStorageOutOfResources, StorageDataSetDoesNotMatchSOPClassError, StorageCannotUnderstand, WarningClass,
    ];

    public readonly ushort Code;
    public readonly DicomState State;
    public readonly string Description;
    public readonly string ErrorComment;

    private readonly ushort _mask;

    /// <param name="code">Four hexadecimal digits; x for any.</param>
    /// <param name="status">What kind of outcome it is.</param>
    /// <param name="desc">For people.</param>
    public DicomStatus(string code, DicomState status, string desc)
        : this(code, status, desc, null)
    {
    }

    /// <param name="comment">Error Comment (0000,0902), 64 characters at most.</param>
    /// <inheritdoc cref="DicomStatus(string, DicomState, string)"/>
    public DicomStatus(string code, DicomState status, string desc, string comment)
        : this(
            Digits(code.Replace('x', '0')), Digits(string.Concat(code.Select(digit => digit == 'x' ? '0' : 'F'))),
            status, desc, comment)
    {
    }

    public DicomStatus(DicomStatus status, string comment)
        : this(status.Code, status._mask, status.State, status.Description, comment)
    {
    }

    private DicomStatus(ushort code, ushort mask, DicomState state, string description, string comment)
    {
        Code = code;
        State = state;
        Description = description;
        ErrorComment = comment;
        _mask = mask;
    }

    public static bool operator ==(DicomStatus s1, DicomStatus s2) =>
        s1 is not null && s2 is not null && (s1.Code & s2._mask) == (s2.Code & s1._mask);

    public static bool operator !=(DicomStatus s1, DicomStatus s2) =>
        s1 is not null && s2 is not null && !(s1 == s2);

    /// <summary>The known status, with the code's own last digits; Processing Failure where there is none.</summary>
    public static DicomStatus Lookup(ushort code)
    {
        var status = Array.Find(Known, known => known.Code == (code & known._mask));
        return status is null ? ProcessingFailure : new(code, status._mask, status.State, status.Description, null);
    }

    public override bool Equals(object obj) => obj is DicomStatus status && status == this;

    /// <summary>Of the class only: equal statuses may differ in their last digits.</summary>
    public override int GetHashCode() => Code >> 12;

    public override string ToString() => State is not (DicomState.Warning or DicomState.Failure) ? Description
        : string.IsNullOrEmpty(ErrorComment) ? $"{State} [{Code:x4}: {Description}]"
        : $"{State} [{Code:x4}: {Description}] -> {ErrorComment}";

    private static ushort Digits(string hexadecimal) =>
        ushort.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
