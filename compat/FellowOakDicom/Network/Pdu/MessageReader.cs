using System.Buffers;
using FellowOakDicom.IO.Reader;

namespace FellowOakDicom.Network.Pdu;

/// <param name="Dataset">Where the data set was written to; null where the message has none.</param>
/// <param name="Failure">Why the data set could not be kept; what came of it was read all the same.</param>
internal sealed record ReceivedMessage(DicomMessage Message, Stream? Dataset, Exception? Failure);

/// <summary>
/// Puts messages together from fragments, however these are cut and packed (PS3.8 annex E). Data sets are passed on as
/// they come; one that cannot be kept is read to its end, so that its sender gets an answer.
/// </summary>
internal sealed class MessageReader(
    PduReader reader, DicomAssociation association, Func<DicomMessage, Stream> openDataset,
    Func<ReceivedMessage, Task> onMessage)
{
    private readonly ArrayBufferWriter<byte> _command = new();
    private DicomPresentationContext? _context;
    private DicomMessage? _message;
    private Stream? _dataset;
    private Exception? _failure;

    /// <summary>A message has begun and not ended.</summary>
    public bool IsWithinMessage => _context is not null;

    /// <summary>Reads one P-DATA-TF, and hands over what it completes.</summary>
    /// <exception cref="ProtocolException">It holds something else than the next piece of a message.</exception>
    public async Task ReadAsync(PduHeader pdu)
    {
        FragmentHeader fragment;
        for (var left = pdu.Length; left > 0; left -= FragmentHeader.Bytes + fragment.Length)
        {
            fragment = await reader.ReadFragmentHeaderAsync(left);
            Check(fragment);
            for (var rest = fragment.Length; rest > 0;)
            {
                var piece = await reader.ReadSomeAsync(rest);
                rest -= (uint)piece.Length;
                await AppendAsync(piece);
            }

            if (fragment.IsLast)
            {
                await FinishPartAsync();
            }
        }
    }

    private void Check(FragmentHeader fragment)
    {
        if (!association.PresentationContexts.TryFind(fragment.ContextId, out var context)
            || context.Result != DicomPresentationContextResult.Accept || (_context is not null && _context != context))
        {
            throw new ProtocolException(DicomAbortReason.InvalidPDUParameter, "A fragment belongs to no presentation context");
        }

        if (fragment.IsCommand != _message is null)
        {
            throw new ProtocolException(DicomAbortReason.UnexpectedPDUParameter, "Commands and data sets take turns");
        }

        _context = context;
    }

    private async ValueTask AppendAsync(ReadOnlyMemory<byte> piece)
    {
        if (_message is null)
        {
            if (_command.WrittenCount + piece.Length > UpperLayerLimits.LongestCommand)
            {
                throw new ProtocolException(DicomAbortReason.InvalidPDUParameter, "The command is too long to be one");
            }

            _command.Write(piece.Span);
            return;
        }

        if (_failure is null)
        {
            try
            {
                await _dataset!.WriteAsync(piece);
            }
            catch (Exception exception)
            {
                _failure = exception;
            }
        }
    }

    private async Task FinishPartAsync()
    {
        if (_message is null)
        {
            _message = ReadCommand();
            _message.PresentationContext = _context;
            if (_message.HasDataset)
            {
                OpenDataset();
                return;
            }
        }

        var received = new ReceivedMessage(_message, _dataset, _failure);
        (_context, _message, _dataset, _failure) = (null, null, null, null);
        _command.ResetWrittenCount();
        await onMessage(received);
    }

    private void OpenDataset()
    {
        try
        {
            _dataset = openDataset(_message!);
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    /// <summary>Commands are in implicit VR little endian (PS3.7 section 6.3.1).</summary>
    private DicomMessage ReadCommand()
    {
        var command = new DicomDataset(DicomTransferSyntax.ImplicitVRLittleEndian).NotValidated();
        using var bytes = new MemoryStream(_command.WrittenSpan.ToArray());
        using var source = new ByteSource(bytes);
        var values = new ValueReader(FileReadOption.ReadAll, ValueReader.DefaultLargeObjectSize, null, null);
        var dataset = new DicomReader(source, DicomTransferSyntax.ImplicitVRLittleEndian, values);
        try
        {
            dataset.ReadGroup(0, command);
        }
        catch (DicomException exception)
        {
            throw Unreadable(exception.Message);
        }

        if (dataset.IsTruncated || !source.IsAtEnd || !command.TryGetSingleValue(DicomTag.CommandField, out ushort field))
        {
            throw Unreadable("it is cut short or says not what it is");
        }

        var type = (DicomCommandField)field;
        var id = type == DicomCommandField.CCancelRequest || !DicomMessage.IsRequest(type)
            ? DicomTag.MessageIDBeingRespondedTo
            : DicomTag.MessageID;
        if (!command.TryGetSingleValue(id, out ushort _))
        {
            throw Unreadable("it has no number");
        }

        return type switch
        {
            DicomCommandField.CEchoRequest => new DicomCEchoRequest(command),
            DicomCommandField.CEchoResponse => new DicomCEchoResponse(command),
            DicomCommandField.CStoreRequest => new DicomCStoreRequest(command),
            DicomCommandField.CStoreResponse => new DicomCStoreResponse(command),
            _ => new DicomMessage(command),
        };
    }

    private static ProtocolException Unreadable(string why) =>
        new(DicomAbortReason.InvalidPDUParameter, $"A command cannot be read: {why}");
}
