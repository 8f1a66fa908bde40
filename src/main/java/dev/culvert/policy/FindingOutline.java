package dev.culvert.policy;

import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.QuickFix;
import dev.culvert.policy.text.TextRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found in a policy as names and values, as the API and the command line give it to programs. */
public final class FindingOutline {

    private FindingOutline() {}

    /** The findings in their order: maps, texts and numbers only. */
    public static List<Map<String, Object>> of(CheckedPolicy policy) {
        return policy.findings().stream().map(f -> of(policy, f)).toList();
    }

    private static Map<String, Object> of(CheckedPolicy policy, Finding finding) {
        Map<String, Object> outline = new LinkedHashMap<>();
        place(outline, finding.range());
        outline.put("severity", finding.severity().wireName());
        outline.put("code", finding.code());
        outline.put("message", finding.message());
        QuickFix fix = finding.fix();
        if (fix != null) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("title", fix.title());
            place(
                    told,
                    policy.document()
                            .lines()
                            .range(fix.edit().start(), fix.edit().end()));
            told.put("replacement", fix.edit().replacement());
            outline.put("quick_fix", told);
        }
        return outline;
    }

    private static void place(Map<String, Object> outline, TextRange range) {
        outline.put("line", range.line());
        outline.put("column", range.column());
        outline.put("end_line", range.endLine());
        outline.put("end_column", range.endColumn());
    }
}
