using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rule that names of resources follow.</summary>
internal static partial class ModelName
{
    public static void Validate(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!Pattern().IsMatch(name))
        {
            throw new ArgumentException(
                $"Resource name '{name}' is invalid. A name has 1 to 64 ASCII letters, digits and single hyphens, " +
                "starts with a letter and does not end with a hyphen.", nameof(name));
        }
    }

    [GeneratedRegex("^(?=.{1,64}$)[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$")]
    private static partial Regex Pattern();
}
