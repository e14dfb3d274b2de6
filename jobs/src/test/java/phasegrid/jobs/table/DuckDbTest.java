package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Address;

/** What we write, read by a program that shares no code with our writer. */
class DuckDbTest {
    @TempDir
    Path folder;

    private final PhaseTable table = Coins.table(Definition.of(new Coins()));

    @Test
    void valuesMissingOnesAndMetadataAreAsWeWroteThem() throws Exception {
        table.write(Output.at(folder.toString()), Folded.NOTHING);
        String file = "'" + folder.resolve("phase.parquet") + "'";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            sameTypes(statement, file);
            sameValues(statement, file);
            sameMetadata(statement, file);
            ledgerIsReadable(statement);
        }
    }

    private void sameTypes(Statement statement, String file) throws SQLException {
        Map<Column.Type, String> types =
                Map.of(Column.Type.LONG, "BIGINT", Column.Type.DOUBLE, "DOUBLE", Column.Type.STRING, "VARCHAR");
        try (ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet(" + file + ")")) {
            for (Column column : table.columns()) {
                assertThat(described.next()).isTrue();
                assertThat(described.getString("column_name")).isEqualTo(column.name());
                assertThat(described.getString("column_type")).as(column.name()).isEqualTo(types.get(column.type()));
            }
            assertThat(described.next()).isFalse();
        }
    }

    private void sameValues(Statement statement, String file) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM read_parquet(" + file + ")")) {
            for (List<Object> row : table.rows()) {
                assertThat(rows.next()).isTrue();
                for (int i = 0; i < row.size(); i++) {
                    assertThat(rows.getObject(i + 1))
                            .as(table.columns().get(i).name())
                            .isEqualTo(row.get(i));
                }
            }
            assertThat(rows.next()).isFalse();
        }
        String below = "SELECT count(*) FROM read_parquet(" + file + ") WHERE height < -1e300 OR height = 4.9e-324";
        try (ResultSet count = statement.executeQuery(below)) {
            count.next();
            assertThat(count.getLong(1)).isEqualTo(2);
        }
    }

    private void sameMetadata(Statement statement, String file) throws Exception {
        Map<String, String> found = new HashMap<>();
        String query = "SELECT key, value FROM parquet_kv_metadata(" + file + ")";
        try (ResultSet pairs = statement.executeQuery(query)) {
            while (pairs.next()) {
                found.put(text(pairs, 1), text(pairs, 2));
            }
        }
        assertThat(found).containsAllEntriesOf(table.metadata()).containsKey("phasegrid.folded");
        var columns = new ObjectMapper().readTree(found.get("columns"));
        assertThat(columns.at("/beta/symbol").asText()).isEqualTo("β");
        assertThat(columns.at("/height/unit").asText()).isEqualTo("m");
        assertThat(columns.at("/heads/definition").asText()).isEqualTo("a head is up");
        assertThat(columns.at("/heads_theory/role").asText()).isEqualTo("theory");
        assertThat(columns).hasSize(table.columns().size());
    }

    private static String text(ResultSet row, int column) throws SQLException {
        Blob blob = row.getBlob(column);
        return new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8);
    }

    private void ledgerIsReadable(Statement statement) throws SQLException {
        Ledger ledger = Ledger.at(Output.at(folder.toString()));
        ledger.commit(List.of(Rows.row(5, new Address(1, 2, 3), Rows.HERE, 1.5, -0.0)));
        String query = "SELECT hex(key), disorder, thermal, leg, hex(payload), cpu_seconds, host, jdk, commit, classes"
                + " FROM read_parquet('" + folder + "/ledger/segment-*.parquet')";
        try (ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualToIgnoringCase(Rows.key(5));
            assertThat(row.getInt(2)).isEqualTo(1);
            assertThat(row.getInt(3)).isEqualTo(2);
            assertThat(row.getLong(4)).isEqualTo(3);
            assertThat(row.getString(5)).isEqualTo("000000000000F83F0000000000000080");
            assertThat(row.getDouble(6)).isEqualTo(0.25);
            assertThat(row.getString(7)).isEqualTo("tarr");
            assertThat(row.getString(10)).isEqualTo("ab12");
        }
    }
}
