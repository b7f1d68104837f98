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

    /// <summary>Cast to uint8, of 2 × 2 pixels only: [s, 1, 2, 2].</summary>
    public static byte[] TwoByTwo { get; } = Convert.FromBase64String(
        "CAg6ZAodCgJodRIGbGFiZWxzIgRDYXN0KgkKAnRvGAKgAQISAWdaHQoCaHUSFwoVCAESEQoDEgFzCgIIAQoCCAIKAggCYiEKBmxhYmVscxIXChUIAhIR"
        + "CgMSAXMKAggBCgIIAgoCCAJCBAoAEA0=");

    /// <summary>The largest of 2 × 2 pixels: from [s, 1, 2, 2] to [s, 1, 1, 1].</summary>
    public static byte[] Shrinking { get; } = Convert.FromBase64String(
        "CAg6jAEKJwoCaHUSAXkiB01heFBvb2wqFQoMa2VybmVsX3NoYXBlQAJAAqABBwocCgF5EgZsYWJlbHMiBENhc3QqCQoCdG8YAqABAhIBZ1odCgJodRIX"
        + "ChUIARIRCgMSAXMKAggBCgIIAgoCCAJiIQoGbGFiZWxzEhcKFQgCEhEKAxIBcwoCCAEKAggBCgIIAUIECgAQDQ==");

    /// <summary>The largest of 8 × 8 pixels: stops on an image with fewer.</summary>
    public static byte[] WideWindow { get; } = Convert.FromBase64String(
        "CAg6kAEKJwoCaHUSAXkiB01heFBvb2wqFQoMa2VybmVsX3NoYXBlQAhACKABBwocCgF5EgZsYWJlbHMiBENhc3QqCQoCdG8YAqABAhIBZ1ofCgJodRIZ"
        + "ChcIARITCgMSAXMKAggBCgMSAXIKAxIBY2IjCgZsYWJlbHMSGQoXCAISEwoDEgFzCgIIAQoDEgFoCgMSAXdCBAoAEA0=");
}
