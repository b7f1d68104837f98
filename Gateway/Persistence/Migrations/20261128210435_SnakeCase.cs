using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Voxmark.Gateway.Persistence.Migrations
{
    /// <summary>Names that SQL finds without quotes. Nothing is written anew: names change, rows stay where they are.</summary>
    public partial class SnakeCase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameTable(name: "ApiTokens", schema: "access", newName: "api_tokens", newSchema: "access");
            migrationBuilder.RenameTable(name: "AspNetRoleClaims", schema: "access", newName: "role_claims", newSchema: "access");
            migrationBuilder.RenameTable(name: "AspNetRoles", schema: "access", newName: "roles", newSchema: "access");
            migrationBuilder.RenameTable(name: "AspNetUserClaims", schema: "access", newName: "user_claims", newSchema: "access");
            migrationBuilder.RenameTable(name: "AspNetUserLogins", schema: "access", newName: "user_logins", newSchema: "access");
            migrationBuilder.RenameTable(name: "AspNetUserRoles", schema: "access", newName: "user_roles", newSchema: "access");
            migrationBuilder.RenameTable(name: "AspNetUserTokens", schema: "access", newName: "user_tokens", newSchema: "access");
            migrationBuilder.RenameTable(name: "AspNetUsers", schema: "access", newName: "users", newSchema: "access");

            migrationBuilder.RenameColumn(name: "CreatedAt", schema: "access", table: "api_tokens", newName: "created_at");
            migrationBuilder.RenameColumn(name: "ExpiresAt", schema: "access", table: "api_tokens", newName: "expires_at");
            migrationBuilder.RenameColumn(name: "Id", schema: "access", table: "api_tokens", newName: "id");
            migrationBuilder.RenameColumn(name: "LastUsedAt", schema: "access", table: "api_tokens", newName: "last_used_at");
            migrationBuilder.RenameColumn(name: "Name", schema: "access", table: "api_tokens", newName: "name");
            migrationBuilder.RenameColumn(name: "SecretSha256", schema: "access", table: "api_tokens", newName: "secret_sha256");
            migrationBuilder.RenameColumn(name: "UserId", schema: "access", table: "api_tokens", newName: "user_id");
            migrationBuilder.RenameColumn(name: "Action", schema: "access", table: "audit", newName: "action");
            migrationBuilder.RenameColumn(name: "At", schema: "access", table: "audit", newName: "at");
            migrationBuilder.RenameColumn(name: "Count", schema: "access", table: "audit", newName: "count");
            migrationBuilder.RenameColumn(name: "Id", schema: "access", table: "audit", newName: "id");
            migrationBuilder.RenameColumn(name: "SeriesInstanceUid", schema: "access", table: "audit", newName: "series_instance_uid");
            migrationBuilder.RenameColumn(name: "Slices", schema: "access", table: "audit", newName: "slices");
            migrationBuilder.RenameColumn(name: "SopInstanceUid", schema: "access", table: "audit", newName: "sop_instance_uid");
            migrationBuilder.RenameColumn(name: "Source", schema: "access", table: "audit", newName: "source");
            migrationBuilder.RenameColumn(name: "Status", schema: "access", table: "audit", newName: "status");
            migrationBuilder.RenameColumn(name: "StudyInstanceUid", schema: "access", table: "audit", newName: "study_instance_uid");
            migrationBuilder.RenameColumn(name: "Subject", schema: "access", table: "audit", newName: "subject");
            migrationBuilder.RenameColumn(name: "UserId", schema: "access", table: "audit", newName: "user_id");
            migrationBuilder.RenameColumn(name: "UserName", schema: "access", table: "audit", newName: "user_name");
            migrationBuilder.RenameColumn(name: "Via", schema: "access", table: "audit", newName: "via");
            migrationBuilder.RenameColumn(name: "At", schema: "access", table: "audit_shelf", newName: "at");
            migrationBuilder.RenameColumn(name: "Failure", schema: "access", table: "audit_shelf", newName: "failure");
            migrationBuilder.RenameColumn(name: "Id", schema: "access", table: "audit_shelf", newName: "id");
            migrationBuilder.RenameColumn(name: "Row", schema: "access", table: "audit_shelf", newName: "row");
            migrationBuilder.RenameColumn(name: "ClaimType", schema: "access", table: "role_claims", newName: "claim_type");
            migrationBuilder.RenameColumn(name: "ClaimValue", schema: "access", table: "role_claims", newName: "claim_value");
            migrationBuilder.RenameColumn(name: "Id", schema: "access", table: "role_claims", newName: "id");
            migrationBuilder.RenameColumn(name: "RoleId", schema: "access", table: "role_claims", newName: "role_id");
            migrationBuilder.RenameColumn(name: "ConcurrencyStamp", schema: "access", table: "roles", newName: "concurrency_stamp");
            migrationBuilder.RenameColumn(name: "Id", schema: "access", table: "roles", newName: "id");
            migrationBuilder.RenameColumn(name: "Name", schema: "access", table: "roles", newName: "name");
            migrationBuilder.RenameColumn(name: "NormalizedName", schema: "access", table: "roles", newName: "normalized_name");
            migrationBuilder.RenameColumn(name: "Address", schema: "access", table: "sessions", newName: "address");
            migrationBuilder.RenameColumn(name: "Browser", schema: "access", table: "sessions", newName: "browser");
            migrationBuilder.RenameColumn(name: "EndedAt", schema: "access", table: "sessions", newName: "ended_at");
            migrationBuilder.RenameColumn(name: "Id", schema: "access", table: "sessions", newName: "id");
            migrationBuilder.RenameColumn(name: "LastSeenAt", schema: "access", table: "sessions", newName: "last_seen_at");
            migrationBuilder.RenameColumn(name: "StartedAt", schema: "access", table: "sessions", newName: "started_at");
            migrationBuilder.RenameColumn(name: "UserId", schema: "access", table: "sessions", newName: "user_id");
            migrationBuilder.RenameColumn(name: "ClaimType", schema: "access", table: "user_claims", newName: "claim_type");
            migrationBuilder.RenameColumn(name: "ClaimValue", schema: "access", table: "user_claims", newName: "claim_value");
            migrationBuilder.RenameColumn(name: "Id", schema: "access", table: "user_claims", newName: "id");
            migrationBuilder.RenameColumn(name: "UserId", schema: "access", table: "user_claims", newName: "user_id");
            migrationBuilder.RenameColumn(name: "LoginProvider", schema: "access", table: "user_logins", newName: "login_provider");
            migrationBuilder.RenameColumn(name: "ProviderDisplayName", schema: "access", table: "user_logins", newName: "provider_display_name");
            migrationBuilder.RenameColumn(name: "ProviderKey", schema: "access", table: "user_logins", newName: "provider_key");
            migrationBuilder.RenameColumn(name: "UserId", schema: "access", table: "user_logins", newName: "user_id");
            migrationBuilder.RenameColumn(name: "RoleId", schema: "access", table: "user_roles", newName: "role_id");
            migrationBuilder.RenameColumn(name: "UserId", schema: "access", table: "user_roles", newName: "user_id");
            migrationBuilder.RenameColumn(name: "LoginProvider", schema: "access", table: "user_tokens", newName: "login_provider");
            migrationBuilder.RenameColumn(name: "Name", schema: "access", table: "user_tokens", newName: "name");
            migrationBuilder.RenameColumn(name: "UserId", schema: "access", table: "user_tokens", newName: "user_id");
            migrationBuilder.RenameColumn(name: "Value", schema: "access", table: "user_tokens", newName: "value");
            migrationBuilder.RenameColumn(name: "AccessFailedCount", schema: "access", table: "users", newName: "access_failed_count");
            migrationBuilder.RenameColumn(name: "ConcurrencyStamp", schema: "access", table: "users", newName: "concurrency_stamp");
            migrationBuilder.RenameColumn(name: "CreatedAt", schema: "access", table: "users", newName: "created_at");
            migrationBuilder.RenameColumn(name: "DisabledAt", schema: "access", table: "users", newName: "disabled_at");
            migrationBuilder.RenameColumn(name: "DisplayName", schema: "access", table: "users", newName: "display_name");
            migrationBuilder.RenameColumn(name: "Email", schema: "access", table: "users", newName: "email");
            migrationBuilder.RenameColumn(name: "EmailConfirmed", schema: "access", table: "users", newName: "email_confirmed");
            migrationBuilder.RenameColumn(name: "Id", schema: "access", table: "users", newName: "id");
            migrationBuilder.RenameColumn(name: "LockoutEnabled", schema: "access", table: "users", newName: "lockout_enabled");
            migrationBuilder.RenameColumn(name: "LockoutEnd", schema: "access", table: "users", newName: "lockout_end");
            migrationBuilder.RenameColumn(name: "NormalizedEmail", schema: "access", table: "users", newName: "normalized_email");
            migrationBuilder.RenameColumn(name: "NormalizedUserName", schema: "access", table: "users", newName: "normalized_user_name");
            migrationBuilder.RenameColumn(name: "PasswordHash", schema: "access", table: "users", newName: "password_hash");
            migrationBuilder.RenameColumn(name: "PhoneNumber", schema: "access", table: "users", newName: "phone_number");
            migrationBuilder.RenameColumn(name: "PhoneNumberConfirmed", schema: "access", table: "users", newName: "phone_number_confirmed");
            migrationBuilder.RenameColumn(name: "SecurityStamp", schema: "access", table: "users", newName: "security_stamp");
            migrationBuilder.RenameColumn(name: "TwoFactorEnabled", schema: "access", table: "users", newName: "two_factor_enabled");
            migrationBuilder.RenameColumn(name: "UserName", schema: "access", table: "users", newName: "user_name");

            migrationBuilder.RenameIndex(name: "IX_ApiTokens_SecretSha256", schema: "access", table: "api_tokens", newName: "ix_api_tokens_secret_sha256");
            migrationBuilder.RenameIndex(name: "IX_ApiTokens_UserId", schema: "access", table: "api_tokens", newName: "ix_api_tokens_user_id");
            migrationBuilder.RenameIndex(name: "IX_audit_Action_At", schema: "access", table: "audit", newName: "ix_audit_action_at");
            migrationBuilder.RenameIndex(name: "IX_audit_At_Id", schema: "access", table: "audit", newName: "ix_audit_at_id");
            migrationBuilder.RenameIndex(name: "IX_audit_SeriesInstanceUid", schema: "access", table: "audit", newName: "ix_audit_series_instance_uid");
            migrationBuilder.RenameIndex(name: "IX_audit_StudyInstanceUid", schema: "access", table: "audit", newName: "ix_audit_study_instance_uid");
            migrationBuilder.RenameIndex(name: "IX_audit_Subject", schema: "access", table: "audit", newName: "ix_audit_subject");
            migrationBuilder.RenameIndex(name: "IX_audit_UserName_At", schema: "access", table: "audit", newName: "ix_audit_user_name_at");
            migrationBuilder.RenameIndex(name: "IX_AspNetRoleClaims_RoleId", schema: "access", table: "role_claims", newName: "ix_role_claims_role_id");
            migrationBuilder.RenameIndex(name: "RoleNameIndex", schema: "access", table: "roles", newName: "ix_roles_normalized_name");
            migrationBuilder.RenameIndex(name: "IX_sessions_UserId", schema: "access", table: "sessions", newName: "ix_sessions_user_id");
            migrationBuilder.RenameIndex(name: "IX_AspNetUserClaims_UserId", schema: "access", table: "user_claims", newName: "ix_user_claims_user_id");
            migrationBuilder.RenameIndex(name: "IX_AspNetUserLogins_UserId", schema: "access", table: "user_logins", newName: "ix_user_logins_user_id");
            migrationBuilder.RenameIndex(name: "IX_AspNetUserRoles_RoleId", schema: "access", table: "user_roles", newName: "ix_user_roles_role_id");
            migrationBuilder.RenameIndex(name: "EmailIndex", schema: "access", table: "users", newName: "ix_users_normalized_email");
            migrationBuilder.RenameIndex(name: "UserNameIndex", schema: "access", table: "users", newName: "ix_users_normalized_user_name");

            // Keys keep what they are built of; the tool knows no other way than to drop them and to build them again.
            migrationBuilder.Sql("""
                ALTER TABLE access.api_tokens RENAME CONSTRAINT "FK_ApiTokens_AspNetUsers_UserId" TO fk_api_tokens_users_user_id;
                ALTER TABLE access.api_tokens RENAME CONSTRAINT "PK_ApiTokens" TO pk_api_tokens;
                ALTER TABLE access.audit RENAME CONSTRAINT "PK_audit" TO pk_audit;
                ALTER TABLE access.audit_shelf RENAME CONSTRAINT "PK_audit_shelf" TO pk_audit_shelf;
                ALTER TABLE access.role_claims RENAME CONSTRAINT "FK_AspNetRoleClaims_AspNetRoles_RoleId" TO fk_role_claims_roles_role_id;
                ALTER TABLE access.role_claims RENAME CONSTRAINT "PK_AspNetRoleClaims" TO pk_role_claims;
                ALTER TABLE access.roles RENAME CONSTRAINT "PK_AspNetRoles" TO pk_roles;
                ALTER TABLE access.sessions RENAME CONSTRAINT "FK_sessions_AspNetUsers_UserId" TO fk_sessions_users_user_id;
                ALTER TABLE access.sessions RENAME CONSTRAINT "PK_sessions" TO pk_sessions;
                ALTER TABLE access.user_claims RENAME CONSTRAINT "FK_AspNetUserClaims_AspNetUsers_UserId" TO fk_user_claims_users_user_id;
                ALTER TABLE access.user_claims RENAME CONSTRAINT "PK_AspNetUserClaims" TO pk_user_claims;
                ALTER TABLE access.user_logins RENAME CONSTRAINT "FK_AspNetUserLogins_AspNetUsers_UserId" TO fk_user_logins_users_user_id;
                ALTER TABLE access.user_logins RENAME CONSTRAINT "PK_AspNetUserLogins" TO pk_user_logins;
                ALTER TABLE access.user_roles RENAME CONSTRAINT "FK_AspNetUserRoles_AspNetRoles_RoleId" TO fk_user_roles_roles_role_id;
                ALTER TABLE access.user_roles RENAME CONSTRAINT "FK_AspNetUserRoles_AspNetUsers_UserId" TO fk_user_roles_users_user_id;
                ALTER TABLE access.user_roles RENAME CONSTRAINT "PK_AspNetUserRoles" TO pk_user_roles;
                ALTER TABLE access.user_tokens RENAME CONSTRAINT "FK_AspNetUserTokens_AspNetUsers_UserId" TO fk_user_tokens_users_user_id;
                ALTER TABLE access.user_tokens RENAME CONSTRAINT "PK_AspNetUserTokens" TO pk_user_tokens;
                ALTER TABLE access.users RENAME CONSTRAINT "PK_AspNetUsers" TO pk_users;
                ALTER SEQUENCE access."AspNetRoleClaims_Id_seq" RENAME TO role_claims_id_seq;
                ALTER SEQUENCE access."AspNetUserClaims_Id_seq" RENAME TO user_claims_id_seq;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "created_at", schema: "access", table: "api_tokens", newName: "CreatedAt");
            migrationBuilder.RenameColumn(name: "expires_at", schema: "access", table: "api_tokens", newName: "ExpiresAt");
            migrationBuilder.RenameColumn(name: "id", schema: "access", table: "api_tokens", newName: "Id");
            migrationBuilder.RenameColumn(name: "last_used_at", schema: "access", table: "api_tokens", newName: "LastUsedAt");
            migrationBuilder.RenameColumn(name: "name", schema: "access", table: "api_tokens", newName: "Name");
            migrationBuilder.RenameColumn(name: "secret_sha256", schema: "access", table: "api_tokens", newName: "SecretSha256");
            migrationBuilder.RenameColumn(name: "user_id", schema: "access", table: "api_tokens", newName: "UserId");
            migrationBuilder.RenameColumn(name: "action", schema: "access", table: "audit", newName: "Action");
            migrationBuilder.RenameColumn(name: "at", schema: "access", table: "audit", newName: "At");
            migrationBuilder.RenameColumn(name: "count", schema: "access", table: "audit", newName: "Count");
            migrationBuilder.RenameColumn(name: "id", schema: "access", table: "audit", newName: "Id");
            migrationBuilder.RenameColumn(name: "series_instance_uid", schema: "access", table: "audit", newName: "SeriesInstanceUid");
            migrationBuilder.RenameColumn(name: "slices", schema: "access", table: "audit", newName: "Slices");
            migrationBuilder.RenameColumn(name: "sop_instance_uid", schema: "access", table: "audit", newName: "SopInstanceUid");
            migrationBuilder.RenameColumn(name: "source", schema: "access", table: "audit", newName: "Source");
            migrationBuilder.RenameColumn(name: "status", schema: "access", table: "audit", newName: "Status");
            migrationBuilder.RenameColumn(name: "study_instance_uid", schema: "access", table: "audit", newName: "StudyInstanceUid");
            migrationBuilder.RenameColumn(name: "subject", schema: "access", table: "audit", newName: "Subject");
            migrationBuilder.RenameColumn(name: "user_id", schema: "access", table: "audit", newName: "UserId");
            migrationBuilder.RenameColumn(name: "user_name", schema: "access", table: "audit", newName: "UserName");
            migrationBuilder.RenameColumn(name: "via", schema: "access", table: "audit", newName: "Via");
            migrationBuilder.RenameColumn(name: "at", schema: "access", table: "audit_shelf", newName: "At");
            migrationBuilder.RenameColumn(name: "failure", schema: "access", table: "audit_shelf", newName: "Failure");
            migrationBuilder.RenameColumn(name: "id", schema: "access", table: "audit_shelf", newName: "Id");
            migrationBuilder.RenameColumn(name: "row", schema: "access", table: "audit_shelf", newName: "Row");
            migrationBuilder.RenameColumn(name: "claim_type", schema: "access", table: "role_claims", newName: "ClaimType");
            migrationBuilder.RenameColumn(name: "claim_value", schema: "access", table: "role_claims", newName: "ClaimValue");
            migrationBuilder.RenameColumn(name: "id", schema: "access", table: "role_claims", newName: "Id");
            migrationBuilder.RenameColumn(name: "role_id", schema: "access", table: "role_claims", newName: "RoleId");
            migrationBuilder.RenameColumn(name: "concurrency_stamp", schema: "access", table: "roles", newName: "ConcurrencyStamp");
            migrationBuilder.RenameColumn(name: "id", schema: "access", table: "roles", newName: "Id");
            migrationBuilder.RenameColumn(name: "name", schema: "access", table: "roles", newName: "Name");
            migrationBuilder.RenameColumn(name: "normalized_name", schema: "access", table: "roles", newName: "NormalizedName");
            migrationBuilder.RenameColumn(name: "address", schema: "access", table: "sessions", newName: "Address");
            migrationBuilder.RenameColumn(name: "browser", schema: "access", table: "sessions", newName: "Browser");
            migrationBuilder.RenameColumn(name: "ended_at", schema: "access", table: "sessions", newName: "EndedAt");
            migrationBuilder.RenameColumn(name: "id", schema: "access", table: "sessions", newName: "Id");
            migrationBuilder.RenameColumn(name: "last_seen_at", schema: "access", table: "sessions", newName: "LastSeenAt");
            migrationBuilder.RenameColumn(name: "started_at", schema: "access", table: "sessions", newName: "StartedAt");
            migrationBuilder.RenameColumn(name: "user_id", schema: "access", table: "sessions", newName: "UserId");
            migrationBuilder.RenameColumn(name: "claim_type", schema: "access", table: "user_claims", newName: "ClaimType");
            migrationBuilder.RenameColumn(name: "claim_value", schema: "access", table: "user_claims", newName: "ClaimValue");
            migrationBuilder.RenameColumn(name: "id", schema: "access", table: "user_claims", newName: "Id");
            migrationBuilder.RenameColumn(name: "user_id", schema: "access", table: "user_claims", newName: "UserId");
            migrationBuilder.RenameColumn(name: "login_provider", schema: "access", table: "user_logins", newName: "LoginProvider");
            migrationBuilder.RenameColumn(name: "provider_display_name", schema: "access", table: "user_logins", newName: "ProviderDisplayName");
            migrationBuilder.RenameColumn(name: "provider_key", schema: "access", table: "user_logins", newName: "ProviderKey");
            migrationBuilder.RenameColumn(name: "user_id", schema: "access", table: "user_logins", newName: "UserId");
            migrationBuilder.RenameColumn(name: "role_id", schema: "access", table: "user_roles", newName: "RoleId");
            migrationBuilder.RenameColumn(name: "user_id", schema: "access", table: "user_roles", newName: "UserId");
            migrationBuilder.RenameColumn(name: "login_provider", schema: "access", table: "user_tokens", newName: "LoginProvider");
            migrationBuilder.RenameColumn(name: "name", schema: "access", table: "user_tokens", newName: "Name");
            migrationBuilder.RenameColumn(name: "user_id", schema: "access", table: "user_tokens", newName: "UserId");
            migrationBuilder.RenameColumn(name: "value", schema: "access", table: "user_tokens", newName: "Value");
            migrationBuilder.RenameColumn(name: "access_failed_count", schema: "access", table: "users", newName: "AccessFailedCount");
            migrationBuilder.RenameColumn(name: "concurrency_stamp", schema: "access", table: "users", newName: "ConcurrencyStamp");
            migrationBuilder.RenameColumn(name: "created_at", schema: "access", table: "users", newName: "CreatedAt");
            migrationBuilder.RenameColumn(name: "disabled_at", schema: "access", table: "users", newName: "DisabledAt");
            migrationBuilder.RenameColumn(name: "display_name", schema: "access", table: "users", newName: "DisplayName");
            migrationBuilder.RenameColumn(name: "email", schema: "access", table: "users", newName: "Email");
            migrationBuilder.RenameColumn(name: "email_confirmed", schema: "access", table: "users", newName: "EmailConfirmed");
            migrationBuilder.RenameColumn(name: "id", schema: "access", table: "users", newName: "Id");
            migrationBuilder.RenameColumn(name: "lockout_enabled", schema: "access", table: "users", newName: "LockoutEnabled");
            migrationBuilder.RenameColumn(name: "lockout_end", schema: "access", table: "users", newName: "LockoutEnd");
            migrationBuilder.RenameColumn(name: "normalized_email", schema: "access", table: "users", newName: "NormalizedEmail");
            migrationBuilder.RenameColumn(name: "normalized_user_name", schema: "access", table: "users", newName: "NormalizedUserName");
            migrationBuilder.RenameColumn(name: "password_hash", schema: "access", table: "users", newName: "PasswordHash");
            migrationBuilder.RenameColumn(name: "phone_number", schema: "access", table: "users", newName: "PhoneNumber");
            migrationBuilder.RenameColumn(name: "phone_number_confirmed", schema: "access", table: "users", newName: "PhoneNumberConfirmed");
            migrationBuilder.RenameColumn(name: "security_stamp", schema: "access", table: "users", newName: "SecurityStamp");
            migrationBuilder.RenameColumn(name: "two_factor_enabled", schema: "access", table: "users", newName: "TwoFactorEnabled");
            migrationBuilder.RenameColumn(name: "user_name", schema: "access", table: "users", newName: "UserName");

            migrationBuilder.RenameIndex(name: "ix_api_tokens_secret_sha256", schema: "access", table: "api_tokens", newName: "IX_ApiTokens_SecretSha256");
            migrationBuilder.RenameIndex(name: "ix_api_tokens_user_id", schema: "access", table: "api_tokens", newName: "IX_ApiTokens_UserId");
            migrationBuilder.RenameIndex(name: "ix_audit_action_at", schema: "access", table: "audit", newName: "IX_audit_Action_At");
            migrationBuilder.RenameIndex(name: "ix_audit_at_id", schema: "access", table: "audit", newName: "IX_audit_At_Id");
            migrationBuilder.RenameIndex(name: "ix_audit_series_instance_uid", schema: "access", table: "audit", newName: "IX_audit_SeriesInstanceUid");
            migrationBuilder.RenameIndex(name: "ix_audit_study_instance_uid", schema: "access", table: "audit", newName: "IX_audit_StudyInstanceUid");
            migrationBuilder.RenameIndex(name: "ix_audit_subject", schema: "access", table: "audit", newName: "IX_audit_Subject");
            migrationBuilder.RenameIndex(name: "ix_audit_user_name_at", schema: "access", table: "audit", newName: "IX_audit_UserName_At");
            migrationBuilder.RenameIndex(name: "ix_role_claims_role_id", schema: "access", table: "role_claims", newName: "IX_AspNetRoleClaims_RoleId");
            migrationBuilder.RenameIndex(name: "ix_roles_normalized_name", schema: "access", table: "roles", newName: "RoleNameIndex");
            migrationBuilder.RenameIndex(name: "ix_sessions_user_id", schema: "access", table: "sessions", newName: "IX_sessions_UserId");
            migrationBuilder.RenameIndex(name: "ix_user_claims_user_id", schema: "access", table: "user_claims", newName: "IX_AspNetUserClaims_UserId");
            migrationBuilder.RenameIndex(name: "ix_user_logins_user_id", schema: "access", table: "user_logins", newName: "IX_AspNetUserLogins_UserId");
            migrationBuilder.RenameIndex(name: "ix_user_roles_role_id", schema: "access", table: "user_roles", newName: "IX_AspNetUserRoles_RoleId");
            migrationBuilder.RenameIndex(name: "ix_users_normalized_email", schema: "access", table: "users", newName: "EmailIndex");
            migrationBuilder.RenameIndex(name: "ix_users_normalized_user_name", schema: "access", table: "users", newName: "UserNameIndex");

            migrationBuilder.Sql("""
                ALTER TABLE access.api_tokens RENAME CONSTRAINT fk_api_tokens_users_user_id TO "FK_ApiTokens_AspNetUsers_UserId";
                ALTER TABLE access.api_tokens RENAME CONSTRAINT pk_api_tokens TO "PK_ApiTokens";
                ALTER TABLE access.audit RENAME CONSTRAINT pk_audit TO "PK_audit";
                ALTER TABLE access.audit_shelf RENAME CONSTRAINT pk_audit_shelf TO "PK_audit_shelf";
                ALTER TABLE access.role_claims RENAME CONSTRAINT fk_role_claims_roles_role_id TO "FK_AspNetRoleClaims_AspNetRoles_RoleId";
                ALTER TABLE access.role_claims RENAME CONSTRAINT pk_role_claims TO "PK_AspNetRoleClaims";
                ALTER TABLE access.roles RENAME CONSTRAINT pk_roles TO "PK_AspNetRoles";
                ALTER TABLE access.sessions RENAME CONSTRAINT fk_sessions_users_user_id TO "FK_sessions_AspNetUsers_UserId";
                ALTER TABLE access.sessions RENAME CONSTRAINT pk_sessions TO "PK_sessions";
                ALTER TABLE access.user_claims RENAME CONSTRAINT fk_user_claims_users_user_id TO "FK_AspNetUserClaims_AspNetUsers_UserId";
                ALTER TABLE access.user_claims RENAME CONSTRAINT pk_user_claims TO "PK_AspNetUserClaims";
                ALTER TABLE access.user_logins RENAME CONSTRAINT fk_user_logins_users_user_id TO "FK_AspNetUserLogins_AspNetUsers_UserId";
                ALTER TABLE access.user_logins RENAME CONSTRAINT pk_user_logins TO "PK_AspNetUserLogins";
                ALTER TABLE access.user_roles RENAME CONSTRAINT fk_user_roles_roles_role_id TO "FK_AspNetUserRoles_AspNetRoles_RoleId";
                ALTER TABLE access.user_roles RENAME CONSTRAINT fk_user_roles_users_user_id TO "FK_AspNetUserRoles_AspNetUsers_UserId";
                ALTER TABLE access.user_roles RENAME CONSTRAINT pk_user_roles TO "PK_AspNetUserRoles";
                ALTER TABLE access.user_tokens RENAME CONSTRAINT fk_user_tokens_users_user_id TO "FK_AspNetUserTokens_AspNetUsers_UserId";
                ALTER TABLE access.user_tokens RENAME CONSTRAINT pk_user_tokens TO "PK_AspNetUserTokens";
                ALTER TABLE access.users RENAME CONSTRAINT pk_users TO "PK_AspNetUsers";
                ALTER SEQUENCE access.role_claims_id_seq RENAME TO "AspNetRoleClaims_Id_seq";
                ALTER SEQUENCE access.user_claims_id_seq RENAME TO "AspNetUserClaims_Id_seq";
                """);

            migrationBuilder.RenameTable(name: "api_tokens", schema: "access", newName: "ApiTokens", newSchema: "access");
            migrationBuilder.RenameTable(name: "role_claims", schema: "access", newName: "AspNetRoleClaims", newSchema: "access");
            migrationBuilder.RenameTable(name: "roles", schema: "access", newName: "AspNetRoles", newSchema: "access");
            migrationBuilder.RenameTable(name: "user_claims", schema: "access", newName: "AspNetUserClaims", newSchema: "access");
            migrationBuilder.RenameTable(name: "user_logins", schema: "access", newName: "AspNetUserLogins", newSchema: "access");
            migrationBuilder.RenameTable(name: "user_roles", schema: "access", newName: "AspNetUserRoles", newSchema: "access");
            migrationBuilder.RenameTable(name: "user_tokens", schema: "access", newName: "AspNetUserTokens", newSchema: "access");
            migrationBuilder.RenameTable(name: "users", schema: "access", newName: "AspNetUsers", newSchema: "access");
        }
    }
}
