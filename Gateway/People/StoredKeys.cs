using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.Gateway.People;

/// <summary>The keys that sign-in cookies are sealed with, among the objects: every replica has the same. The framework asks
/// for them at the start and once a day, and waits.</summary>
internal sealed class StoredKeys(IObjects objects) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAsync().GetAwaiter().GetResult();

    /// <param name="friendlyName">Unique, and made of letters, digits and hyphens.</param>
    public void StoreElement(XElement element, string friendlyName) => objects.PutAsync(
        ObjectKeys.DataProtectionKey(friendlyName),
        stream => element.SaveAsync(stream, SaveOptions.None, CancellationToken.None)).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        var elements = new List<XElement>();
        await foreach (var stored in objects.ListAsync(ObjectKeys.DataProtectionKeys))
        {
            if (!stored.Key.EndsWith(".xml", StringComparison.Ordinal))
                continue;
            await using var content = await objects.OpenAsync(stored.Key);
            elements.Add(await XElement.LoadAsync(content, LoadOptions.None, CancellationToken.None));
        }

        return elements;
    }
}
