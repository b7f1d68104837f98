using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Voxmark.ServiceDefaults.Persistence;

/// <summary>Columns of one form in every schema.</summary>
public static class Columns
{
    private const int LongestName = 20;

    /// <summary>A value of an enum by its name, so that rows can be read, and values be added, without a table of numbers.</summary>
    public static PropertyBuilder<TEnum> IsName<TEnum>(this PropertyBuilder<TEnum> property)
        where TEnum : struct, Enum =>
        property.HasConversion<string>().HasMaxLength(LongestName);
}
