using System.Buffers.Binary;
using System.Text;

namespace FellowOakDicom.Network.Pdu;

/// <summary>A-ASSOCIATE-RQ and -AC (PS3.8 sections 9.3.2 and 9.3.3).</summary>
internal static class AssociatePdu
{
    public const string ApplicationContext = "1.2.840.10008.3.1.1.1";

    private const int FixedBytes = 68;
    private const int TitleBytes = 16;
    private const byte ApplicationContextItem = 0x10;
    private const byte ProposedContextItem = 0x20;
    private const byte AnsweredContextItem = 0x21;
    private const byte AbstractSyntaxItem = 0x30;
    private const byte TransferSyntaxItem = 0x40;
    private const byte UserInformationItem = 0x50;
    private const byte MaximumLengthItem = 0x51;
    private const byte ImplementationClassItem = 0x52;
    private const byte ImplementationVersionItem = 0x55;

    /// <param name="IsVersion1">The peer speaks the one version of the protocol that there is.</param>
    /// <param name="ApplicationContext">Null where the peer names none.</param>
    public readonly record struct Request(DicomAssociation Association, bool IsVersion1, string? ApplicationContext);

    /// <exception cref="ProtocolException">The items do not fit in one another, or a context has no valid number.</exception>
    public static Request ReadRequest(ReadOnlySpan<byte> body)
    {
        var items = Fixed(body);
        var association = new DicomAssociation(Title(body[20..]), Title(body[4..]));
        string? applicationContext = null;
        while (NextItem(ref items, out var type, out var item))
        {
            switch (type)
            {
                case ApplicationContextItem:
                    applicationContext = Text(item);
                    break;
                case ProposedContextItem:
                    ReadProposedContext(item, association);
                    break;
                case UserInformationItem:
                    ReadUserInformation(item, association);
                    break;
            }
        }

        return new(association, (body[1] & 1) != 0, applicationContext);
    }

    /// <summary>Takes the acceptor's answers over into the association.</summary>
    /// <inheritdoc cref="ReadRequest"/>
    public static void ReadAccept(ReadOnlySpan<byte> body, DicomAssociation association)
    {
        var items = Fixed(body);
        while (NextItem(ref items, out var type, out var item))
        {
            if (type == UserInformationItem)
            {
                ReadUserInformation(item, association);
            }
            else if (type == AnsweredContextItem)
            {
                if (item.Length < 4 || !association.PresentationContexts.TryFind(item[0], out var context))
                {
                    throw Invalid("An answer is about no proposed presentation context");
                }

                ReadAnswer(item, context);
            }
        }
    }

    public static byte[] WriteRequest(DicomAssociation association, uint longestPdu)
    {
        using var body = Start(association);
        foreach (var context in association.PresentationContexts)
        {
            using var content = new MemoryStream();
            content.Write([context.ID, 0, 0, 0]);
            WriteItem(content, AbstractSyntaxItem, context.AbstractSyntax.UID);
            foreach (var syntax in context.GetTransferSyntaxes())
            {
                WriteItem(content, TransferSyntaxItem, syntax.UID.UID);
            }

            WriteItem(body, ProposedContextItem, content.ToArray());
        }

        WriteUserInformation(body, longestPdu);
        return body.ToArray();
    }

    public static byte[] WriteAccept(DicomAssociation association, uint longestPdu)
    {
        using var body = Start(association);
        foreach (var context in association.PresentationContexts)
        {
            using var content = new MemoryStream();
            var result = context.Result == DicomPresentationContextResult.Proposed
                ? DicomPresentationContextResult.RejectNoReason
                : context.Result;
            content.Write([context.ID, 0, (byte)result, 0]);

            // Must be there even where the context is rejected; it means nothing then.
            var syntax = context.AcceptedTransferSyntax ?? context.GetTransferSyntaxes().FirstOrDefault(s => s is not null);
            WriteItem(content, TransferSyntaxItem, syntax?.UID.UID ?? DicomUID.ImplicitVRLittleEndian.UID);
            WriteItem(body, AnsweredContextItem, content.ToArray());
        }

        WriteUserInformation(body, longestPdu);
        return body.ToArray();
    }

    private static ReadOnlySpan<byte> Fixed(ReadOnlySpan<byte> body) =>
        body.Length >= FixedBytes ? body[FixedBytes..] : throw Invalid("The association PDU is too short");

    private static void ReadProposedContext(ReadOnlySpan<byte> item, DicomAssociation association)
    {
        if (item.Length < 4 || item[0] % 2 == 0 || association.PresentationContexts.TryFind(item[0], out _))
        {
            throw Invalid("A presentation context has no number of its own");
        }

        DicomUID? abstractSyntax = null;
        List<DicomTransferSyntax> syntaxes = [];
        var subItems = item[4..];
        while (NextItem(ref subItems, out var type, out var subItem))
        {
            if (type == AbstractSyntaxItem)
            {
                abstractSyntax = DicomUID.Parse(Text(subItem));
            }
            else if (type == TransferSyntaxItem && FindSyntax(Text(subItem)) is { } syntax)
            {
                syntaxes.Add(syntax);
            }
        }

        if (abstractSyntax is null)
        {
            throw Invalid("A presentation context has no abstract syntax");
        }

        var context = new DicomPresentationContext(item[0], abstractSyntax);
        syntaxes.ForEach(context.AddTransferSyntax);
        association.PresentationContexts.Add(context);
    }

    private static void ReadAnswer(ReadOnlySpan<byte> item, DicomPresentationContext context)
    {
        var result = (DicomPresentationContextResult)item[2];
        var subItems = item[4..];
        DicomTransferSyntax? accepted = null;
        while (NextItem(ref subItems, out var type, out var subItem))
        {
            accepted = type == TransferSyntaxItem ? FindSyntax(Text(subItem)) : accepted;
        }

        if (result == DicomPresentationContextResult.Accept && (accepted is null || !context.HasTransferSyntax(accepted)))
        {
            throw Invalid("A transfer syntax was accepted that was not proposed");
        }

        context.SetResult(result, accepted);
    }

    private static void ReadUserInformation(ReadOnlySpan<byte> item, DicomAssociation association)
    {
        while (NextItem(ref item, out var type, out var subItem))
        {
            switch (type)
            {
                case MaximumLengthItem when subItem.Length >= 4:
                    association.MaximumPDULength = BinaryPrimitives.ReadUInt32BigEndian(subItem);
                    break;
                case ImplementationClassItem:
                    association.RemoteImplementationClassUID = DicomUID.Parse(Text(subItem));
                    break;
                case ImplementationVersionItem:
                    association.RemoteImplementationVersion = Text(subItem);
                    break;
            }
        }
    }

    private static DicomTransferSyntax? FindSyntax(string uid)
    {
        try
        {
            return DicomTransferSyntax.Parse(uid);
        }
        catch (DicomDataException)
        {
            return null; // the UID of something else
        }
    }

    /// <returns>False at the end.</returns>
    private static bool NextItem(ref ReadOnlySpan<byte> items, out byte type, out ReadOnlySpan<byte> content)
    {
        type = 0;
        content = default;
        if (items.Length == 0)
        {
            return false;
        }

        if (items.Length < 4)
        {
            throw Invalid("An item is too short");
        }

        type = items[0];
        var length = BinaryPrimitives.ReadUInt16BigEndian(items[2..]);
        if (length > items.Length - 4)
        {
            throw Invalid("An item is longer than what is around it");
        }

        content = items.Slice(4, length);
        items = items[(4 + length)..];
        return true;
    }

    private static MemoryStream Start(DicomAssociation association)
    {
        var body = new MemoryStream();
        body.Write([0, 1, 0, 0]);
        body.Write(Title(association.CalledAE));
        body.Write(Title(association.CallingAE));
        body.Write(new byte[32]);
        WriteItem(body, ApplicationContextItem, ApplicationContext);
        return body;
    }

    private static void WriteUserInformation(MemoryStream body, uint longestPdu)
    {
        using var content = new MemoryStream();
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, longestPdu);
        WriteItem(content, MaximumLengthItem, length);
        WriteItem(content, ImplementationClassItem, DicomImplementation.ClassUID.UID);
        WriteItem(content, ImplementationVersionItem, DicomImplementation.Version);
        WriteItem(body, UserInformationItem, content.ToArray());
    }

    private static void WriteItem(MemoryStream body, byte type, string text) =>
        WriteItem(body, type, Encoding.ASCII.GetBytes(text));

    private static void WriteItem(MemoryStream body, byte type, byte[] content)
    {
        body.Write([type, 0, (byte)(content.Length >> 8), (byte)content.Length]);
        body.Write(content);
    }

    private static string Title(ReadOnlySpan<byte> bytes) => Text(bytes[..TitleBytes]);

    private static byte[] Title(string title) =>
        Encoding.ASCII.GetBytes(title.PadRight(TitleBytes)[..TitleBytes]);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes).Trim(' ', '\0');

    private static ProtocolException Invalid(string message) => new(DicomAbortReason.InvalidPDUParameter, message);
}
