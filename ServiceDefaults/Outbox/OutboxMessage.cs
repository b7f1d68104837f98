using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Voxmark.ServiceDefaults.Outbox;

/// <summary>A message on its way out, written in the same transaction as the facts it tells of.</summary>
public sealed class OutboxMessage
{
    /// <summary>Of attempts that were the message's own fault; then it is shelved.</summary>
    public const int MaxAttempts = 10;

    private const int MaxFailureLength = 500;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    public Guid Id { get; init; }

    /// <summary>One of <see cref="MessageNames"/>.</summary>
    public required string Type { get; init; }
    public required string Body { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>W3C trace context of the request or message that it comes from.</summary>
    public string? TraceParent { get; init; }

    public int Attempts { get; private set; }
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Failure { get; private set; }

    /// <summary>Since when nobody tries any more; null while somebody does.</summary>
    public DateTimeOffset? ShelvedAt { get; private set; }

    public static OutboxMessage From(object message, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Type = MessageNames.Of(message.GetType()),
        Body = JsonSerializer.Serialize(message, message.GetType(), Defaults.Json),
        CreatedAt = now,
        NextAttemptAt = now,
        TraceParent = Activity.Current?.Id,
    };

    /// <exception cref="InvalidDataException">It is no message that this version knows; trying again does not help.</exception>
    internal (Type Type, object Message) Unpack()
    {
        var type = MessageNames.Find(Type) ?? throw new InvalidDataException($"'{Type}' is no message of Contracts.");
        try
        {
            return (type, JsonSerializer.Deserialize(Body, type, Defaults.Json) ?? throw new InvalidDataException("It is empty."));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"It is no {Type}: {exception.Path}", exception);
        }
    }

    /// <summary>It waits longer after each failure: 1, 2, 4 … seconds.</summary>
    internal void Fail(Exception exception, DateTimeOffset now)
    {
        Attempts++;
        var failure = $"{exception.GetType().Name}: {exception.Message}";
        Failure = failure.Length > MaxFailureLength ? failure[..MaxFailureLength] : failure;
        if (exception is InvalidDataException || Attempts >= MaxAttempts)
            ShelvedAt = now;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Attempts - 1));
        NextAttemptAt = now + (pause < LongestPause ? pause : LongestPause);
    }

    internal void TryAgain(DateTimeOffset now) => (Attempts, NextAttemptAt, ShelvedAt) = (0, now, null);
}

public static class OutboxModel
{
    /// <summary>Adds the outbox table to a service's schema.</summary>
    public static ModelBuilder AddOutbox(this ModelBuilder model) => model.ApplyConfiguration(new OutboxMessageConfiguration());

    /// <summary>Sends a message of Contracts once this context's changes are committed, and only then.</summary>
    public static void Publish(this DbContext db, object message, TimeProvider clock) =>
        db.Add(OutboxMessage.From(message, clock.GetUtcNow()));
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Type).HasMaxLength(200);
        message.Property(m => m.TraceParent).HasMaxLength(100);
    }
}
