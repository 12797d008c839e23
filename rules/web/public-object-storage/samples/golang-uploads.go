package files

import (
	"context"
	"io"

	"cloud.google.com/go/storage"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/minio/minio-go/v7"
)

func save(ctx context.Context, client *s3.Client, bucket, key string, body io.Reader) error {
	_, err := client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &bucket,
		Key:    &key,
		Body:   body,
		// ruleid: public-object-storage
		ACL: types.ObjectCannedACLPublicRead,
	})
	if err != nil {
		return err
	}
	_, err = client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &bucket,
		Key:    &key,
		Body:   body,
		// ok: public-object-storage
		ACL: types.ObjectCannedACLPrivate,
	})
	return err
}

func older(bucket, key string) *s3.PutObjectInput {
	return &s3.PutObjectInput{
		Bucket: aws.String(bucket),
		Key:    aws.String(key),
		// ruleid: public-object-storage
		ACL: types.ObjectCannedACL("public-read"),
	}
}

func google(ctx context.Context, client *storage.Client, bucket, name string) error {
	// ruleid: public-object-storage
	if err := client.Bucket(bucket).Object(name).ACL().Set(ctx, storage.AllUsers, storage.RoleReader); err != nil {
		return err
	}
	// ok: public-object-storage
	return client.Bucket(bucket).Object(name).ACL().Set(ctx, "user-shop@shop.org", storage.RoleReader)
}

func azure(ctx context.Context, client *azblob.Client) error {
	// ruleid: public-object-storage
	_, err := client.CreateContainer(ctx, "invoices", &azblob.CreateContainerOptions{Access: to.Ptr(azblob.PublicAccessTypeContainer)})
	return err
}

func policy(ctx context.Context, client *minio.Client, bucket string) error {
	everybody := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["s3:GetObject"],"Resource":["arn:aws:s3:::invoices/*"]}]}`
	// ruleid: public-object-storage
	return client.SetBucketPolicy(ctx, bucket, everybody)
}
