namespace Aspire.Hosting;

/// <summary>The application cannot run as it is described or configured; the message says what to do about it.</summary>
public class DistributedApplicationException : Exception
{
    public DistributedApplicationException() { }

    public DistributedApplicationException(string message) : base(message) { }

    public DistributedApplicationException(string message, Exception inner) : base(message, inner) { }
}

public class MissingParameterValueException : DistributedApplicationException
{
    public MissingParameterValueException(string message) : base(message) { }

    public MissingParameterValueException(string message, Exception innerException) : base(message, innerException) { }
}
