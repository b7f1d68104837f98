namespace Voxmark.AppHost;

/// <summary>Voxmark cannot start here and now; the message says why, to the person at the terminal.</summary>
internal sealed class RefusedStartException(string message) : Exception(message);
