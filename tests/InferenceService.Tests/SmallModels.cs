namespace Voxmark.InferenceService.Tests;

/// <summary>Graphs of one or two nodes (opset 13) from <c>hu</c>, float32 [s, 1, r, c], to <c>labels</c>.</summary>
internal static class SmallModels
{
    /// <summary>Cast to uint8: [s, 1, r, c].</summary>
    public static byte[] Rounded { get; } = Convert.FromBase64String(
        "CAg6aAodCgJodRIGbGFiZWxzIgRDYXN0KgkKAnRvGAKgAQISAWdaHwoCaHUSGQoXCAESEwoDEgFzCgIIAQoDEgFyCgMSAWNiIwoGbGFiZWxzEhkKFwgC"
        + "EhMKAxIBcwoCCAEKAxIBcgoDEgFjQgQKABAN");

    /// <summary>The same with rows and columns exchanged: [s, 1, c, r].</summary>
    public static byte[] Transposed { get; } = Convert.FromBase64String(
        "CAg6jgEKGAoCaHUSAXkiBENhc3QqCQoCdG8YAqABAgopCgF5EgZsYWJlbHMiCVRyYW5zcG9zZSoRCgRwZXJtQABAAUADQAKgAQcSAWdaHwoCaHUSGQoX"
        + "CAESEwoDEgFzCgIIAQoDEgFyCgMSAWNiIwoGbGFiZWxzEhkKFwgCEhMKAxIBcwoCCAEKAxIBYwoDEgFyQgQKABAN");

    /// <summary>The values as they came: float32 [s, 1, r, c].</summary>
    public static byte[] Floats { get; } = Convert.FromBase64String(
        "CAg6YQoWCgJodRIGbGFiZWxzIghJZGVudGl0eRIBZ1ofCgJodRIZChcIARITCgMSAXMKAggBCgMSAXIKAxIBY2IjCgZsYWJlbHMSGQoXCAESEwoDEgFz"
        + "CgIIAQoDEgFyCgMSAWNCBAoAEA0=");
}
