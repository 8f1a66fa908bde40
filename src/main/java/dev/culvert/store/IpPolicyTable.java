package dev.culvert.store;

import dev.culvert.model.IpPolicy;
import dev.culvert.model.IpPolicyRule;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The IP policies and their rules. */
public final class IpPolicyTable {

    private final Jdbi jdbi;

    IpPolicyTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All IP policies, the oldest first. */
    public List<IpPolicy> policies() {
        return jdbi.withHandle(h -> h.createQuery("select * from ip_policy order by created_at, id")
                .map((row, ctx) -> new IpPolicy(
                        row.getString("id"),
                        row.getString("description"),
                        row.getString("metadata"),
                        Micros.toInstant(row.getLong("created_at"))))
                .list());
    }

    /** The rules of all IP policies, the oldest first. */
    public List<IpPolicyRule> rules() {
        return jdbi.withHandle(h -> h.createQuery("select * from ip_policy_rule order by created_at, id")
                .map((row, ctx) -> new IpPolicyRule(
                        row.getString("id"),
                        row.getString("policy_id"),
                        row.getString("cidr"),
                        IpPolicyRule.Action.parse(row.getString("action")),
                        row.getString("description"),
                        row.getString("metadata"),
                        Micros.toInstant(row.getLong("created_at"))))
                .list());
    }

    /** Keeps an IP policy, in place of the one with its id if there is one. */
    public void save(IpPolicy policy) {
        jdbi.useHandle(h -> h.createUpdate("""
                        insert into ip_policy (id, description, metadata, created_at)
                        values (:id, :description, :metadata, :created)
                        on conflict (id) do update set description = :description, metadata = :metadata
                        """)
                .bind("id", policy.id())
                .bind("description", policy.description())
                .bind("metadata", policy.metadata())
                .bind("created", Micros.of(policy.createdAt()))
                .execute());
    }

    /** Keeps a rule, in place of the one with its id if there is one. Its policy must be kept. */
    public void save(IpPolicyRule rule) {
        jdbi.useHandle(h -> h.createUpdate("""
                        insert into ip_policy_rule (id, policy_id, cidr, action, description, metadata, created_at)
                        values (:id, :policy, :cidr, :action, :description, :metadata, :created)
                        on conflict (id) do update set cidr = :cidr, description = :description, metadata = :metadata
                        """)
                .bind("id", rule.id())
                .bind("policy", rule.policy())
                .bind("cidr", rule.cidr())
                .bind("action", rule.action().wireName())
                .bind("description", rule.description())
                .bind("metadata", rule.metadata())
                .bind("created", Micros.of(rule.createdAt()))
                .execute());
    }

    /** Forgets an IP policy and its rules. */
    public void deletePolicy(String id) {
        delete("delete from ip_policy where id = :id", id);
    }

    /** Forgets a rule. */
    public void deleteRule(String id) {
        delete("delete from ip_policy_rule where id = :id", id);
    }

    private void delete(String sql, String id) {
        jdbi.useHandle(h -> h.createUpdate(sql).bind("id", id).execute());
    }
}
