package phasegrid.jobs.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Parquet files as bytes: flat columns, uncompressed, so that no native library and no codec is needed to read them,
 * and no configuration of Hadoop's.
 */
public final class ParquetBytes {
    private ParquetBytes() {}

    /** Each reader's own: they hold decompressors in maps that readers in other threads would change meanwhile. */
    private static ParquetReadOptions options() {
        return ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    }

    /**
     * Encodes {@code rows}.
     *
     * @param metadata the file's own key-value pairs
     * @param bulky columns without statistics and dictionary
     * @param write hands the fields of one row to the consumer, in the schema's order
     */
    static <T> byte[] encode(
            MessageType schema,
            Map<String, String> metadata,
            Set<String> bulky,
            List<T> rows,
            BiConsumer<T, RecordConsumer> write) {
        MemoryOutput out = new MemoryOutput();
        Builder<T> builder = new Builder<>(out, new Fields<>(schema, metadata, write));
        bulky.forEach(column -> builder.withDictionaryEncoding(column, false).withStatisticsEnabled(column, false));
        try (ParquetWriter<T> writer = builder.build()) {
            for (T row : rows) {
                writer.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode " + rows.size() + " rows in memory", e);
        }
        return out.bytes();
    }

    /**
     * Hands the readers of all columns, in the schema's order, at one row after another to {@code row}; a use that reads
     * must consume. Bytes that are no such file are refused with whatever exception Parquet has for them.
     */
    static FileMetaData decode(byte[] bytes, Consumer<ColumnReader[]> row) {
        MemoryInput in = new MemoryInput(ByteBuffer.wrap(bytes));
        try (ParquetFileReader file = ParquetFileReader.open(in, options())) {
            refuseMoreThanItsBytes(file.getFooter(), bytes.length);
            rows(file, row);
            return file.getFileMetaData();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot decode " + bytes.length + " bytes as Parquet", e);
        }
    }

    /** Hands every row of an open file over in the same way. */
    public static void rows(ParquetFileReader file, Consumer<ColumnReader[]> row) throws IOException {
        for (PageReadStore group = file.readNextRowGroup(); group != null; group = file.readNextRowGroup()) {
            ColumnReader[] columns = columns(file.getFileMetaData(), group);
            for (long i = 0; i < group.getRowCount(); i++) {
                row.accept(columns);
            }
        }
    }

    /** So that a file that was made to claim more rows and bytes than it has asks for no memory. */
    private static void refuseMoreThanItsBytes(ParquetMetadata footer, int length) {
        for (BlockMetaData block : footer.getBlocks()) {
            boolean columns = block.getColumns().stream()
                    .allMatch(c -> c.getCodec() == CompressionCodecName.UNCOMPRESSED
                            && c.getTotalSize() >= 0
                            && c.getTotalSize() <= length - c.getStartingPos());
            if (!columns || block.getRowCount() > length) {
                throw new IllegalArgumentException("Cannot decode " + length + " bytes that claim to be more");
            }
        }
    }

    /** What the end of a file tells of it; any part that holds the footer whole will do. */
    static ParquetMetadata footer(byte[] end) {
        try (ParquetFileReader file = ParquetFileReader.open(new MemoryInput(ByteBuffer.wrap(end)), options())) {
            return file.getFooter();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot decode the footer of a Parquet file", e);
        }
    }

    private static ColumnReader[] columns(FileMetaData metadata, PageReadStore group) {
        MessageType schema = metadata.getSchema();
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(group, new Unused(), schema, metadata.getCreatedBy());
        return schema.getColumns().stream().map(store::getColumnReader).toArray(ColumnReader[]::new);
    }

    /** Stands where a converter of records would; values are taken from the column readers. */
    private static final class Unused extends GroupConverter {
        @Override
        public Converter getConverter(int field) {
            return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
        private final WriteSupport<T> support;

        Builder(OutputFile out, WriteSupport<T> support) {
            super(out);
            this.support = support;
            withConf(new PlainParquetConfiguration());
            withCompressionCodec(CompressionCodecName.UNCOMPRESSED);
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<T> getWriteSupport(Configuration settings) {
            return support;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration settings) {
            return support;
        }
    }

    private static final class Fields<T> extends WriteSupport<T> {
        private final WriteContext context;
        private final BiConsumer<T, RecordConsumer> write;
        private RecordConsumer out;

        Fields(MessageType schema, Map<String, String> metadata, BiConsumer<T, RecordConsumer> write) {
            context = new WriteContext(schema, metadata);
            this.write = write;
        }

        @Override
        @SuppressWarnings("deprecation")
        public WriteContext init(Configuration settings) {
            return context;
        }

        @Override
        public WriteContext init(ParquetConfiguration settings) {
            return context;
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(T row) {
            out.startMessage();
            write.accept(row, out);
            out.endMessage();
        }
    }
}
