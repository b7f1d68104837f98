#nullable disable
using System.Collections;

namespace FellowOakDicom.Network;

/// <summary>Presentation contexts by their odd numbers, 128 at most.</summary>
public class DicomPresentationContextCollection : ICollection<DicomPresentationContext>
{
    private readonly SortedDictionary<byte, DicomPresentationContext> _contexts = [];

    public int Count => _contexts.Count;

    public bool IsReadOnly => false;

    public DicomPresentationContext this[byte id] => _contexts[id];

    /// <exception cref="DicomNetworkException">There are 128 already.</exception>
    public void Add(DicomUID abstractSyntax, params DicomTransferSyntax[] transferSyntaxes) =>
        Add(abstractSyntax, null, null, transferSyntaxes);

    /// <inheritdoc cref="Add(DicomUID, DicomTransferSyntax[])"/>
    public void Add(DicomUID abstractSyntax, bool? userRole, bool? providerRole, params DicomTransferSyntax[] transferSyntaxes)
    {
        var id = _contexts.Count == 0 ? 1 : _contexts.Keys.Last() + 2;
        if (id > byte.MaxValue)
        {
            throw new DicomNetworkException("An association has at most 128 presentation contexts");
        }

        var context = new DicomPresentationContext((byte)id, abstractSyntax, userRole, providerRole);
        foreach (var syntax in transferSyntaxes)
        {
            context.AddTransferSyntax(syntax);
        }

        Add(context);
    }

    public void Add(DicomPresentationContext item) => _contexts.Add(item.ID, item);

    /// <summary>Proposes what a request needs: a file's own transfer syntax in a context by itself, so that an answer
    /// says whether it is taken, and implicit VR in another.</summary>
    public void AddFromRequest(DicomRequest request)
    {
        if (request is not DicomCStoreRequest store)
        {
            if (_contexts.Values.All(context => context.AbstractSyntax != request.SOPClassUID))
            {
                Add(request.SOPClassUID, DicomTransferSyntax.ImplicitVRLittleEndian);
            }

            return;
        }

        if (_contexts.Values.Any(context =>
            context.AbstractSyntax == store.SOPClassUID && context.HasTransferSyntax(store.TransferSyntax)))
        {
            return;
        }

        Add(store.SOPClassUID, store.TransferSyntax);
        DicomTransferSyntax[] others =
        [
            .. (store.AdditionalTransferSyntaxes ?? []).Append(DicomTransferSyntax.ImplicitVRLittleEndian)
                .Where(s => s != store.TransferSyntax),
        ];
        if (others.Length > 0)
        {
            Add(store.SOPClassUID, others);
        }
    }

    public void Clear() => _contexts.Clear();

    public bool Contains(DicomPresentationContext item) =>
        _contexts.TryGetValue(item.ID, out var context) && context.AbstractSyntax == item.AbstractSyntax;

    void ICollection<DicomPresentationContext>.CopyTo(DicomPresentationContext[] array, int arrayIndex) =>
        throw new NotSupportedException("Presentation contexts are not copied to arrays");

    public bool Remove(DicomPresentationContext item) => _contexts.Remove(item.ID);

    public IEnumerator<DicomPresentationContext> GetEnumerator() => _contexts.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool TryFind(byte id, out DicomPresentationContext context) => _contexts.TryGetValue(id, out context);
}
