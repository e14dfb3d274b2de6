package phasegrid.jobs.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import phasegrid.jobs.table.ParquetBytes;

/** Parquet: every column a number, whole or real, none of them repeated and none missing. Row groups are read one at a time. */
final class ParquetTable {
    private final String name;
    private Table table;
    private double[] row;

    private ParquetTable(String name) {
        this.name = name;
    }

    static Table read(Source source) throws IOException {
        Configuration settings = new Configuration();
        ParquetReadOptions options = HadoopReadOptions.builder(settings).build();
        ParquetTable reader = new ParquetTable(source.name());
        try (ParquetFileReader file =
                ParquetFileReader.open(HadoopInputFile.fromPath(source.path(), settings), options)) {
            reader.check(file.getFileMetaData().getSchema(), file.getRecordCount());
            ParquetBytes.rows(file, reader::add);
            return reader.table;
        } catch (DataProblem e) {
            throw e;
        } catch (RuntimeException e) {
            throw DataProblem.of(source.name(), "it can't be read as Parquet: " + e.getMessage());
        }
    }

    private void check(MessageType schema, long rows) {
        List<String> wrong = new ArrayList<>();
        for (ColumnDescriptor column : schema.getColumns()) {
            PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
            boolean number = type == PrimitiveTypeName.INT32
                    || type == PrimitiveTypeName.INT64
                    || type == PrimitiveTypeName.FLOAT
                    || type == PrimitiveTypeName.DOUBLE;
            if (!number || column.getMaxRepetitionLevel() > 0) {
                wrong.add(String.join(".", column.getPath()));
            }
        }
        if (!wrong.isEmpty()) {
            throw DataProblem.of(
                    name,
                    "its columns " + String.join(", ", wrong.subList(0, Math.min(5, wrong.size())))
                            + " are no single numbers; write columns of float or double alone");
        }
        table = new Table(name, schema.getColumns().size()).of(rows);
        row = new double[table.columns()];
    }

    private void add(ColumnReader[] columns) {
        for (int i = 0; i < columns.length; i++) {
            row[i] = number(columns[i]);
            columns[i].consume();
        }
        table.add(row);
    }

    private static double number(ColumnReader column) {
        ColumnDescriptor descriptor = column.getDescriptor();
        if (column.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel()) {
            return Double.NaN;
        }
        return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> column.getInteger();
            case INT64 -> (double) column.getLong();
            case FLOAT -> column.getFloat();
            default -> column.getDouble();
        };
    }
}
