using Aspire.Hosting.Publishing;

namespace Voxmark.AppHost.Data;

/// <summary>A secret that is made once and then stays; a deployment makes its own.</summary>
internal sealed class StoredParameterDefault(DataFolderSecrets secrets, string parameter, int length) : ParameterDefault
{
    private readonly GenerateParameterDefault _made = new() { MinLength = length, Special = false };

    public override string GetDefaultValue() => secrets.GetOrAdd(parameter, _made.GetDefaultValue);

    public override void WriteToManifest(ManifestPublishingContext context) => _made.WriteToManifest(context);
}
