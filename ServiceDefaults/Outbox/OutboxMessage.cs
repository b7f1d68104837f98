using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Voxmark.Contracts;

namespace Voxmark.ServiceDefaults.Outbox;

/// <summary>A message on its way out, written in the same transaction as the facts it tells of.</summary>
public sealed class OutboxMessage
{
    public Guid Id { get; private init; }
    public string Type { get; private init; } = "";
    public string Body { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }

    public static OutboxMessage From(object message, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Type = message.GetType().FullName!,
        Body = JsonSerializer.Serialize(message, message.GetType(), Defaults.Json),
        CreatedAt = now,
    };

    internal (Type Type, object Message) Unpack()
    {
        var type = typeof(JobState).Assembly.GetType(Type)
            ?? throw new InvalidOperationException($"'{Type}' is no message of Contracts.");
        return (type, JsonSerializer.Deserialize(Body, type, Defaults.Json)!);
    }
}

public static class OutboxModel
{
    /// <summary>Adds the outbox table to a service's schema.</summary>
    public static ModelBuilder AddOutbox(this ModelBuilder model)
    {
        model.Entity<OutboxMessage>(outbox =>
        {
            outbox.ToTable("outbox");
            outbox.HasKey(message => message.Id);
            outbox.Property(message => message.Id).ValueGeneratedNever();
            outbox.Property(message => message.Type).HasMaxLength(200);
        });
        return model;
    }

    /// <summary>Sends a message of Contracts once this context's changes are committed, and only then.</summary>
    public static void Publish(this DbContext db, object message, TimeProvider clock) =>
        db.Add(OutboxMessage.From(message, clock.GetUtcNow()));
}
