using Voxmark.Contracts.Quant;

namespace Voxmark.QuantService.Reports;

/// <summary>The columns that say which measurement a row belongs to, the same on every tidy sheet.</summary>
internal static class Identity
{
    public static IReadOnlyList<Column<TRow>> Columns<TRow>(QuantResult result, Patient patient) =>
    [
        Column<TRow>.Text("Result", 38, _ => result.Id.ToString()),
        Column<TRow>.Text("Patient ID", 16, _ => patient.Id),
    ];
}
