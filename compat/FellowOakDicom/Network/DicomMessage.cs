#nullable disable
namespace FellowOakDicom.Network;

/// <summary>A command, and the data set that may follow it (PS3.7 section 6.3).</summary>
public class DicomMessage
{
    private const ushort NoDataset = 0x0101;
    private const ushort SomeDataset = 0x0202;

    private DicomDataset _dataset;

    public DicomMessage()
        : this(new DicomDataset())
    {
    }

    public DicomMessage(DicomDataset command)
    {
        Command = command;
    }

    public DicomCommandField Type
    {
        get => (DicomCommandField)Command.GetSingleValue<ushort>(DicomTag.CommandField);
        protected set => Command.AddOrUpdate(DicomTag.CommandField, (ushort)value);
    }

    /// <summary>Null where the command does not say.</summary>
    public DicomUID SOPClassUID
    {
        get => Command.GetSingleValueOrDefault<DicomUID>(
            DicomTag.AffectedSOPClassUID, Command.GetSingleValueOrDefault<DicomUID>(DicomTag.RequestedSOPClassUID, null));
        protected set
        {
            using var unvalidated = new UnvalidatedScope(Command);
            Command.AddOrUpdate(DicomTag.AffectedSOPClassUID, value);
        }
    }

    public bool HasDataset => Command.GetSingleValueOrDefault(DicomTag.CommandDataSetType, NoDataset) != NoDataset;

    public DicomPresentationContext PresentationContext { get; set; }

    public DicomDataset Command { get; protected set; }

    public DicomDataset Dataset
    {
        get => _dataset;
        set
        {
            _dataset = value;
            Command.AddOrUpdate(DicomTag.CommandDataSetType, value is null ? NoDataset : SomeDataset);
        }
    }

    public object UserState { get; set; }

    public static bool IsRequest(DicomCommandField type) => ((int)type & 0x8000) == 0;

    public override string ToString() => Type.ToString();
}

public abstract class DicomRequest : DicomMessage
{
    private static int _lastMessageId;

    protected DicomRequest(DicomDataset command)
        : base(command)
    {
    }

    protected DicomRequest(DicomCommandField type, DicomUID requestedClass)
    {
        Type = type;
        SOPClassUID = requestedClass;
        MessageID = (ushort)Interlocked.Increment(ref _lastMessageId);
        Dataset = null;
    }

    public ushort MessageID
    {
        get => Command.GetSingleValue<ushort>(DicomTag.MessageID);
        protected set => Command.AddOrUpdate(DicomTag.MessageID, value);
    }

    protected internal abstract void PostResponse(DicomService service, DicomResponse response);
}

public abstract class DicomPriorityRequest : DicomRequest
{
    protected DicomPriorityRequest(DicomDataset command)
        : base(command)
    {
    }

    protected DicomPriorityRequest(DicomCommandField type, DicomUID requestedClass, DicomPriority priority)
        : base(type, requestedClass)
    {
        Priority = priority;
    }

    public DicomPriority Priority
    {
        get => (DicomPriority)Command.GetSingleValue<ushort>(DicomTag.Priority);
        protected set => Command.AddOrUpdate(DicomTag.Priority, (ushort)value);
    }
}

public abstract class DicomResponse : DicomMessage
{
    protected DicomResponse(DicomDataset command)
        : base(command)
    {
    }

    protected DicomResponse(DicomRequest request, DicomStatus status)
    {
        PresentationContext = request.PresentationContext;
        Type = (DicomCommandField)(0x8000 | (int)request.Type);
        if (request.SOPClassUID is not null)
        {
            SOPClassUID = request.SOPClassUID;
        }

        RequestMessageID = request.MessageID;
        Status = status;
        Dataset = null;
    }

    public ushort RequestMessageID
    {
        get => Command.GetSingleValue<ushort>(DicomTag.MessageIDBeingRespondedTo);
        set => Command.AddOrUpdate(DicomTag.MessageIDBeingRespondedTo, value);
    }

    public DicomStatus Status
    {
        get
        {
            var status = DicomStatus.Lookup(Command.GetSingleValue<ushort>(DicomTag.Status));
            return Command.TryGetSingleValue(DicomTag.ErrorComment, out string comment) ? new(status, comment) : status;
        }

        set
        {
            Command.AddOrUpdate(DicomTag.Status, value.Code);
            Command.Remove(DicomTag.ErrorComment);
            if (!string.IsNullOrWhiteSpace(value.ErrorComment))
            {
                Command.AddOrUpdate(DicomTag.ErrorComment, value.ErrorComment);
            }
        }
    }

    public override string ToString() => $"{Type} [{RequestMessageID}]: {Status.Description}";
}
