"""The network, changed by hand."""

from tests.live.by_hand.hands import Hands, change, tagged


@change
def _addresses(hands: Hands) -> None:
    """vpc.secondaryCidrs: declared ["100.64.0.0/16"], in AWS ["100.64.0.0/16", "100.65.0.0/16"]"""
    hands.ec2.associate_vpc_cidr_block(VpcId=hands.vpc, CidrBlock="100.65.0.0/16")


@change
def _dns(hands: Hands) -> None:
    """vpc: declared true, in AWS false; enableDnsHostnames"""
    hands.ec2.modify_vpc_attribute(VpcId=hands.vpc, EnableDnsHostnames={"Value": False})


@change
def _vpc_tag(hands: Hands) -> None:
    """tags.costCentre: declared "4711", in AWS "4712"; VPC vpc-ID"""
    hands.ec2.create_tags(Resources=[hands.vpc], Tags=[{"Key": "costCentre", "Value": "4712"}])


@change
def _subnet_tag(hands: Hands) -> None:
    """subnets.private.loadBalancers: declared "1", in AWS nothing; \
subnet private-b, tag kubernetes.io/role/internal-elb"""
    hands.ec2.delete_tags(Resources=[hands.subnet("private-b")], Tags=[{"Key": "kubernetes.io/role/internal-elb"}])


@change
def _public_addresses(hands: Hands) -> None:
    """subnets.pods.kind: declared false, in AWS true; subnet pods-c, public addresses"""
    hands.ec2.modify_subnet_attribute(SubnetId=hands.subnet("pods-c"), MapPublicIpOnLaunch={"Value": True})


@change
def _another_subnet(hands: Hands) -> None:
    """subnets: declared nothing, in AWS "10.20.250.0/24"; subnet shop-by-hand, subnet-ID"""
    tags = tagged("subnet", "shop-by-hand")
    hands.ec2.create_subnet(VpcId=hands.vpc, CidrBlock="10.20.250.0/24", TagSpecifications=tags)


@change
def _way_out(hands: Hands) -> None:
    """vpc.nat: declared shop-a, in AWS shop-b; subnet pods-a, leaves by, subnet private-a, leaves by"""
    everywhere = {"RouteTableId": hands.table("private-a"), "DestinationCidrBlock": "0.0.0.0/0"}
    hands.ec2.replace_route(**everywhere, NatGatewayId=hands.nat("b"))


@change
def _opened(hands: Hands) -> None:
    """
    subnets.control.kind: declared isolated, in AWS public; subnet control-a, default route, \
subnet control-b, default route, subnet control-c, default route
    subnets.data.kind: declared isolated, in AWS public; subnet data-a, default route, \
subnet data-b, default route, subnet data-c, default route
    """
    everywhere = {"RouteTableId": hands.table("isolated"), "DestinationCidrBlock": "0.0.0.0/0"}
    hands.ec2.create_route(**everywhere, GatewayId=hands.internet)


@change
def _elsewhere(hands: Hands) -> None:
    """vpc.connectedCidrs: declared nothing, in AWS "10.99.0.0/16"; route table shop-private-c, to igw-ID"""
    hands.ec2.create_route(
        RouteTableId=hands.table("private-c"), DestinationCidrBlock="10.99.0.0/16", GatewayId=hands.internet
    )


@change
def _another_nat(hands: Hands) -> None:
    """vpc.nat: declared [shop-a, shop-b, shop-c], in AWS [nat-ID, shop-a, shop-b, shop-c]; NAT gateways"""
    hands.ec2.create_nat_gateway(SubnetId=hands.subnet("public-a"), ConnectivityType="private")


@change
def _endpoints(hands: Hands) -> None:
    """
    vpc.endpoints: declared [shop-isolated, shop-private-a, shop-private-b, shop-private-c, shop-public], \
in AWS [shop-isolated, shop-private-a, shop-private-b, shop-private-c]; endpoint s3, route tables
    vpc.endpoints: declared nothing, in AWS dynamodb; VPC endpoint vpce-ID
    """
    (s3,) = hands.ec2.describe_vpc_endpoints()["VpcEndpoints"]
    hands.ec2.modify_vpc_endpoint(VpcEndpointId=s3["VpcEndpointId"], RemoveRouteTableIds=[hands.table("public")])
    hands.ec2.create_vpc_endpoint(
        VpcId=hands.vpc,
        ServiceName="com.amazonaws.eu-west-1.dynamodb",
        TagSpecifications=tagged("vpc-endpoint", "shop-dynamodb"),
    )


@change
def _flow_log(hands: Hands) -> None:
    """vpc.flowLogs.traffic: declared ALL, in AWS REJECT"""
    (old,) = hands.ec2.describe_flow_logs()["FlowLogs"]
    hands.ec2.delete_flow_logs(FlowLogIds=[old["FlowLogId"]])
    kept = {"LogGroupName": "/aws/vpc/shop/flow-logs", "DeliverLogsPermissionArn": old["DeliverLogsPermissionArn"]}
    hands.ec2.create_flow_logs(ResourceIds=[hands.vpc], ResourceType="VPC", TrafficType="REJECT", **kept)


@change
def _rules(hands: Hands) -> None:
    """
    cluster: declared nothing, in AWS "ingress tcp 22 0.0.0.0/0"; rule of security group the cluster's
    vpc: declared nothing, in AWS "ingress tcp 3389 10.0.0.0/8"; rule of the default security group sg-ID
    vpc: declared nothing, in AWS shop-by-hand; security group sg-ID
    """
    group = hands.cluster["resourcesVpcConfig"]["clusterSecurityGroupId"]
    hands.ec2.authorize_security_group_ingress(
        GroupId=group, IpProtocol="tcp", FromPort=22, ToPort=22, CidrIp="0.0.0.0/0"
    )
    of_vpc = [{"Name": "vpc-id", "Values": [hands.vpc]}, {"Name": "group-name", "Values": ["default"]}]
    (default,) = hands.ec2.describe_security_groups(Filters=of_vpc)["SecurityGroups"]
    hands.ec2.authorize_security_group_ingress(
        GroupId=default["GroupId"], IpProtocol="tcp", FromPort=3389, ToPort=3389, CidrIp="10.0.0.0/8"
    )
    hands.ec2.create_security_group(GroupName="shop-by-hand", Description="By hand", VpcId=hands.vpc)
